package dev.ringwatch.app.metrics;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.health.ErasureWatch;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.health.LogWatch;
import dev.ringwatch.app.health.SignOfLife;
import dev.ringwatch.postgres.ConnectionPool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is measured, and the route that says it. */
@Configuration(proxyBeanMethods = false)
@Import(MetricsController.class)
public class MetricsConfiguration {

  @Bean(destroyMethod = "close")
  PrometheusMeterRegistry meterRegistry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return registry.throwExceptionOnRegistrationFailure();
  }

  @Bean
  DetectionMetrics detectionMetrics(Detection detection, Clock clock) {
    return new DetectionMetrics(detection, clock);
  }

  @Bean
  HealthMetrics healthMetrics(Health health) {
    return new HealthMetrics(health);
  }

  @Bean
  DeliveryMetrics deliveryMetrics(Health health) {
    return new DeliveryMetrics(health);
  }

  @Bean
  ErasureMetrics erasureMetrics(ErasureWatch watch) {
    return new ErasureMetrics(watch);
  }

  @Bean
  LogMetrics logMetrics(LogWatch log) {
    return new LogMetrics(log);
  }

  @Bean
  PoolMetrics poolMetrics(ConnectionPool pool) {
    return new PoolMetrics(pool::use);
  }

  @Bean(destroyMethod = "close")
  JvmGcMetrics collectorMetrics() {
    return new JvmGcMetrics();
  }

  /** Once all is there that is measured; until then nobody asks. */
  @Bean
  SmartInitializingSingleton binding(
      PrometheusMeterRegistry registry,
      List<MeterBinder> ours,
      Optional<SignOfLife> calls,
      Optional<Archive> archive,
      Clock clock) {
    return () -> {
      Gauge.builder("ringwatch.info", () -> 1)
          .description("1, with the version as a label")
          .tag("version", Version.text())
          .register(registry);
      ours.forEach(binder -> binder.bindTo(registry));
      archive.ifPresent(known -> new ArchiveMetrics(known, clock).bindTo(registry));
      calls.ifPresent(known -> new SignOfLifeMetrics(known).bindTo(registry));
      List.of(
              new JvmMemoryMetrics(),
              new JvmThreadMetrics(),
              new ProcessorMetrics(),
              new FileDescriptorMetrics(),
              new UptimeMetrics())
          .forEach(binder -> binder.bindTo(registry));
    };
  }
}
