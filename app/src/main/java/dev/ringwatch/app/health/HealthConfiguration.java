package dev.ringwatch.app.health;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseClock;
import dev.ringwatch.postgres.alert.Backlog;
import dev.ringwatch.postgres.erasure.Erasures;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What looks at the server, and the routes that say how it is. */
@Configuration(proxyBeanMethods = false)
@Import({HealthController.class, StatusController.class})
public class HealthConfiguration {

  /**
   * What the server is told of its health.
   *
   * @param limits from where on something is not as it should be
   * @param data the folder whose disk is looked at
   */
  public record Watched(HealthLimits limits, Path data) {}

  @Bean
  ErasureWatch erasureWatch(ConnectionPool pool, Clock clock) {
    return new ErasureWatch(new Erasures(pool.dataSource())::standing, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Health health(
      Detection detection,
      DatabaseClock database,
      Backlog backlog,
      Optional<Archive> archive,
      Watched watched,
      ErasureWatch erasure,
      LogWatch log,
      Clock clock) {
    HealthLimits limits = watched.limits();
    ClockWatch own = new ClockWatch(clock, System::nanoTime, limits.clock());
    DatabaseWatch asked =
        new DatabaseWatch(database::now, own, System::nanoTime, limits.databaseSilence());
    DiskWatch disk = new DiskWatch(watched.data(), limits);
    DeliveryWatch delivery =
        new DeliveryWatch(backlog::count, System::nanoTime, limits.alertWait());
    return new Health(
        detection,
        new Health.Watches(
            asked,
            new LagWatch(System::nanoTime),
            disk,
            own,
            delivery,
            new ArchiveWatch(archive),
            erasure,
            log),
        limits,
        clock);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("ringwatch.heartbeat.url")
  SignOfLife signOfLife(Health health, SignOfLifeSettings settings) {
    return new SignOfLife(health, settings);
  }
}
