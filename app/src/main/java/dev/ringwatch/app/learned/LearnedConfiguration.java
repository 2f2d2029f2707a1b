package dev.ringwatch.app.learned;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.ThresholdDesk;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.verdict.JudgedFeatures;
import dev.ringwatch.risk.RiskBlend;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What verdicts teach and are worth while the server runs, the routes and the pages. */
@Configuration(proxyBeanMethods = false)
@Import({LearnedController.class, LearnedPages.class, LabelController.class, LabelPages.class})
public class LearnedConfiguration {

  @Bean
  LearnedBlends learnedBlends(ConnectionPool pool) {
    return new LearnedBlends(pool.dataSource());
  }

  @Bean
  BlendReader blendReader(LearnedBlends blends) {
    return new BlendReader(blends);
  }

  @Bean
  BlendLesson blendLesson(ConnectionPool pool, Detection detection, CalibrationSettings settings) {
    return new BlendLesson(
        new JudgedFeatures(pool.dataSource()),
        detection,
        new RiskBlend(PipelineConfig.ofDefaults().risk()),
        settings);
  }

  @Bean
  LabelReader labelReader(
      ConnectionPool pool, ThresholdDesk thresholds, CalibrationSettings settings, Clock clock) {
    return new LabelReader(
        pool.dataSource(),
        new RiskBlend(PipelineConfig.ofDefaults().risk()),
        thresholds,
        settings,
        clock);
  }

  @Bean
  BlendDesk blendDesk(
      LearnedBlends blends,
      BlendLesson lesson,
      ThresholdDesk thresholds,
      CalibrationSettings settings,
      Audit audit,
      Clock clock) {
    return new BlendDesk(blends, lesson, thresholds, settings, audit, clock);
  }

  @Bean(destroyMethod = "close")
  LearningLoop learningLoop(BlendDesk desk) {
    return new LearningLoop(desk);
  }
}
