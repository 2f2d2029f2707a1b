package dev.ringwatch.app.archive;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.archive.ArchivedDays;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The archive of days, if there is one, and the route that lists it. */
@Configuration(proxyBeanMethods = false)
@Import(ArchivesController.class)
public class ArchiveConfiguration {

  /**
   * What the server is told of its archive.
   *
   * @param directory where files go; empty if nothing is archived
   * @param retentionDays for how many days events stay in the database
   */
  public record ArchiveSettings(Optional<Path> directory, int retentionDays) {}

  /** What whoever writes a file is called in it. */
  public static String writtenBy() {
    return "ringwatch " + Version.text();
  }

  @Bean
  ArchivedDays archivedDays(ConnectionPool pool) {
    return new ArchivedDays(pool.dataSource());
  }

  @Bean
  @ConditionalOnProperty("ringwatch.archive.directory")
  Archive archive(
      ConnectionPool pool, ArchiveSettings settings, FileEncryption files, Clock clock) {
    Archive.Place place = new Archive.Place(settings.directory().orElseThrow(), files);
    return new Archive(pool.dataSource(), place, clock, writtenBy());
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("ringwatch.archive.directory")
  ArchiveUpkeep archiveUpkeep(Archive archive, ArchiveSettings settings, Clock clock) {
    return new ArchiveUpkeep(archive, settings.retentionDays(), clock);
  }
}
