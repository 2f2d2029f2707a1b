package dev.ringwatch.app.threshold;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Calibration while the server runs, and its routes. */
@Configuration(proxyBeanMethods = false)
@Import({ThresholdTables.class, ThresholdsController.class})
public class ThresholdConfiguration {

  @Bean
  ThresholdDesk thresholdDesk(
      ConnectionPool pool,
      ThresholdsInForce thresholds,
      CalibrationLabels labels,
      CalibrationSettings settings,
      Audit audit,
      Clock clock) {
    Calibrator calibrator = new Calibrator(pool.dataSource(), labels, settings);
    return new ThresholdDesk(pool.dataSource(), thresholds, calibrator, settings, audit, clock);
  }

  @Bean
  LiveFalsePositives liveFalsePositives(
      ConnectionPool pool,
      ThresholdsInForce thresholds,
      CalibrationLabels labels,
      CalibrationSettings settings) {
    return new LiveFalsePositives(pool.dataSource(), labels, thresholds, settings);
  }

  @Bean
  ThresholdReader thresholdReader(
      ConnectionPool pool, ThresholdDesk desk, LiveFalsePositives live, Clock clock) {
    return new ThresholdReader(new ThresholdHistory(pool.dataSource()), desk, live, clock);
  }

  @Bean(destroyMethod = "close")
  CalibrationLoop calibrationLoop(ThresholdDesk desk) {
    return new CalibrationLoop(desk);
  }
}
