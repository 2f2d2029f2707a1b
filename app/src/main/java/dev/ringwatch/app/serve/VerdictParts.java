package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.verdict.AuditDraws;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.incident.Told;
import dev.ringwatch.postgres.queue.TakenSubjects;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.AuditSample;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import dev.ringwatch.postgres.verdict.SecondReviews;
import dev.ringwatch.postgres.verdict.VerdictPages;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What verdicts are made of. */
@Configuration(proxyBeanMethods = false)
class VerdictParts {

  @Bean
  VerdictSettings verdictSettings(ServerSettings settings) {
    return settings.verdictSettings();
  }

  @Bean
  StoredVerdicts storedVerdicts(Store store) {
    return new StoredVerdicts(store);
  }

  @Bean
  VerdictPages verdictPages(StoredVerdicts stored) {
    return stored.pages();
  }

  @Bean
  Appeals appeals(StoredVerdicts stored) {
    return stored.appeals();
  }

  @Bean
  SecondReviews secondReviews(Store store) {
    return new SecondReviews(store.pool().dataSource());
  }

  @Bean
  CalibrationLabels calibrationLabels(StoredVerdicts stored) {
    return stored.labels();
  }

  @Bean
  CalibrationSettings calibrationSettings(ServerSettings settings) {
    return settings.calibrationSettings();
  }

  @Bean
  AuditSample auditSample(Store store) throws SQLException {
    return new AuditSample(store.pool().dataSource(), store.hashKey());
  }

  @Bean
  Blindness blindness(Store store) {
    return new Blindness(new TakenSubjects(store.pool().dataSource()));
  }

  @Bean
  VerdictReader verdictReader(VerdictPages pages, Appeals appeals, Blindness blindness) {
    return new VerdictReader(pages, appeals, blindness);
  }

  @Bean
  VerdictDesk verdictDesk(
      StoredVerdicts stored, VerdictSettings settings, Told told, Audit audit, KnownTick known)
      throws SQLException {
    return stored.desk(settings, told, audit, known);
  }

  /** What is known to whoever decides: what detection has said of closed ticks. */
  @Bean
  KnownTick knownTick(Detection detection, Clock clock) {
    return new KnownTick(clock, () -> detection.status().closed().orElse(new Tick(0)));
  }

  @Bean(destroyMethod = "close")
  AuditDraws auditDraws(AuditSample sample, Audit audit, VerdictSettings settings, Clock clock) {
    return new AuditDraws(sample, audit, settings.auditPerDay(), clock);
  }
}
