package dev.ringwatch.app.control;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.ingest.IngestMeters;
import dev.ringwatch.postgres.ConnectionPool;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of this package, and what they read from. */
@Configuration(proxyBeanMethods = false)
@Import({OperationsPage.class, RejectedPage.class, SetAsidePage.class, ControlTables.class})
public class ControlConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  RecentFigures recentFigures(
      IngestMeters events,
      MeterRegistry requests,
      Detection detection,
      ConnectionPool pool,
      Clock clock) {
    return new RecentFigures(new Samples(events, requests, detection, pool, clock));
  }

  @Bean
  OperationsPage.Watched operationsWatched(
      Health health, Detection detection, RecentFigures recent, ConnectionPool pool) {
    return new OperationsPage.Watched(health, detection, recent, pool);
  }

  @Bean
  OperationsPage.Kept operationsKept(ArchiveSettings settings, Optional<Archive> archive) {
    return new OperationsPage.Kept(settings, archive);
  }
}
