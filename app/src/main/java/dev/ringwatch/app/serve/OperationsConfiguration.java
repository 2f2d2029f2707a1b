package dev.ringwatch.app.serve;

import dev.ringwatch.app.alert.DeliveryMeters;
import dev.ringwatch.app.archive.ArchiveConfiguration;
import dev.ringwatch.app.health.HealthConfiguration;
import dev.ringwatch.app.health.SignOfLifeSettings;
import dev.ringwatch.app.ingest.IngestMeters;
import dev.ringwatch.app.metrics.MetricsConfiguration;
import dev.ringwatch.app.request.RequestConfiguration;
import dev.ringwatch.app.request.TracingSettings;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.summary.WeeklySettings;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What whoever runs the server sees of it: health, metrics, lines about requests, traces. */
@Configuration(proxyBeanMethods = false)
@Import({HealthConfiguration.class, MetricsConfiguration.class, RequestConfiguration.class})
class OperationsConfiguration {

  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);

  /** The store closes it. */
  @Bean(destroyMethod = "")
  ConnectionPool pool(Store store) {
    return store.pool();
  }

  @Bean
  DatabaseClock databaseClock(ConnectionPool pool) {
    return new DatabaseClock(pool.dataSource(), DATABASE_PATIENCE);
  }

  @Bean
  HealthConfiguration.Watched watched(ServerSettings settings) {
    return new HealthConfiguration.Watched(settings.healthLimits(), settings.data());
  }

  @Bean
  ArchiveConfiguration.ArchiveSettings archiveSettings(ServerSettings settings) {
    return new ArchiveConfiguration.ArchiveSettings(
        settings.archiveDirectory(), settings.retention());
  }

  @Bean
  RequestConfiguration.RequestLines requestLines(ServerSettings settings) {
    return new RequestConfiguration.RequestLines(settings.logsEachRequest());
  }

  @Bean
  DeliveryMeters deliveryMeters(MeterRegistry registry) {
    return new DeliveryMeters(registry);
  }

  @Bean
  IngestMeters ingestMeters(MeterRegistry registry) {
    return new IngestMeters(registry);
  }

  @Bean
  @ConditionalOnProperty("ringwatch.tracing.endpoint")
  TracingSettings tracingSettings(ServerSettings settings) {
    return settings.tracingSettings().orElseThrow();
  }

  @Bean
  @ConditionalOnProperty("ringwatch.heartbeat.url")
  SignOfLifeSettings signOfLifeSettings(ServerSettings settings) {
    return settings.signOfLife().orElseThrow();
  }

  @Bean
  @ConditionalOnProperty("ringwatch.summary.weekly.to")
  WeeklySettings weeklySettings(ServerSettings settings) {
    return settings.weeklySummary().orElseThrow();
  }
}
