package dev.ringwatch.app.watch;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.health.HealthConfiguration.Watched;
import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.threshold.LiveFalsePositives;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.incident.HeldAlerts;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.postgres.results.MinuteCounts;
import dev.ringwatch.postgres.results.ScoreSpread;
import dev.ringwatch.risk.RiskConfig;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks for incidents that no score says. */
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {

  /** What scores are in a word, also those of no account. */
  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  @Bean
  IncidentWatch.Watchers watchers(
      ConnectionPool pool,
      LiveFalsePositives live,
      Watched watched,
      Unanswered unanswered,
      Clock clock) {
    return new IncidentWatch.Watchers(
        new LagWatcher(watched.limits().lag().fail(), BANDS),
        new VolumeWatcher(new MinuteCounts(pool.dataSource()), BANDS, System::nanoTime),
        new DriftWatcher(new ScoreSpread(pool.dataSource()), BANDS, System::nanoTime),
        new FeatureDriftWatcher(new FeatureSpreads(pool.dataSource()), BANDS, System::nanoTime),
        new FalsePositiveWatcher(live, BANDS, clock, System::nanoTime),
        new LearnedWatcher(new LearnedBlends(pool.dataSource()), BANDS, clock, System::nanoTime),
        unanswered);
  }

  @Bean
  Unanswered unanswered(ConnectionPool pool, IncidentPages incidents, Outbox outbox, Clock clock) {
    return new Unanswered(pool.dataSource(), incidents, new IncidentJson(), outbox, clock);
  }

  @Bean(destroyMethod = "close")
  IncidentWatch incidentWatch(
      Detection detection,
      Health health,
      Incidents incidents,
      HeldAlerts held,
      IncidentWatch.Watchers watchers,
      Clock clock) {
    return new IncidentWatch(detection, health, incidents, held, watchers, clock);
  }
}
