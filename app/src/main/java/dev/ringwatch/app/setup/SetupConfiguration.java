package dev.ringwatch.app.setup;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.app.audit.HeadsFile;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.postgres.audit.AuditRows;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of this package, and what they have as files. */
@Configuration(proxyBeanMethods = false)
@Import({
  ArchivePage.class,
  AuditPages.class,
  ConfigurationPage.class,
  ErasurePages.class,
  KeyPages.class,
  ListPages.class,
  OperatorPages.class,
  SettingsPage.class,
  SetupTables.class
})
public class SetupConfiguration {

  @Bean
  AuditVerification auditVerification(AuditRows rows, HeadsFile heads, Clock clock) {
    return new AuditVerification(rows, heads, clock);
  }

  @Bean
  AuditPages.Present auditPresent(Names names, Clock clock) {
    return new AuditPages.Present(names, clock);
  }

  @Bean
  ArchivePage.Kept archiveKept(ArchiveSettings settings, Optional<Archive> archive) {
    return new ArchivePage.Kept(settings, archive);
  }

  @Bean
  SettingsPage.Facts settingsFacts(SettingsInForce settings, ArchiveSettings archive) {
    return new SettingsPage.Facts(settings, archive);
  }
}
