package dev.ringwatch.app.serve;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.control.ControlSources;
import dev.ringwatch.app.models.ModelSources;
import dev.ringwatch.app.overview.PageSources;
import dev.ringwatch.app.pattern.PatternSources;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.setup.SetupSources;
import dev.ringwatch.app.summary.SummarySources;
import dev.ringwatch.app.verdict.NoteDesk;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.RejectedEvents;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.events.EventSearchConfig;
import dev.ringwatch.postgres.events.MemberEvents;
import dev.ringwatch.postgres.events.StoredEvents;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.results.AccountGrouping;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.BurstHours;
import dev.ringwatch.postgres.results.FeaturePeers;
import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.ScoreSpread;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.schema.EventPartitions;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import dev.ringwatch.postgres.verdict.AccountNotes;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What pages read from. */
@Configuration(proxyBeanMethods = false)
class PageParts {

  /** How long one question of a panel may take: a person waits for it. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** A panel takes one after the other, and few people look in the same tenth of a second. */
  private static final int CONNECTIONS = 4;

  /** A page is answered with fewer events rather than late, and with none only later. */
  private static final EventSearchConfig SEARCH =
      new EventSearchConfig(
          EventSearchConfig.ofDefaults().firstSlice(),
          Duration.ofMillis(120),
          Duration.ofMillis(600),
          LONGEST,
          2,
          Duration.ofSeconds(1));

  /** Connections for pages alone. */
  record PageDatabase(ConnectionPool pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.close();
    }
  }

  @Bean(destroyMethod = "close")
  PageDatabase pageDatabase(Store store) {
    return new PageDatabase(
        ConnectionPool.openBounded(store.database(), "ringwatch-pages", CONNECTIONS, LONGEST));
  }

  @Bean
  PageSources pageSources(PageDatabase pages, ServerSettings settings) {
    DataSource database = pages.pool().dataSource();
    return new PageSources(
        new StoredEvents(database, SEARCH),
        new MemberEvents(database, LONGEST),
        new AccountLists(database),
        new FeaturePeers(database),
        new AccountNotes(database),
        new KeptRings(database),
        settings.pipeline().rings());
  }

  @Bean
  PatternSources patternSources(PageDatabase pages) {
    DataSource database = pages.pool().dataSource();
    return new PatternSources(
        new AccountGrouping(database),
        new BurstHours(database),
        new ThresholdHistory(database),
        new HuntFindings(database));
  }

  @Bean
  ModelSources modelSources(PageDatabase pages) {
    DataSource database = pages.pool().dataSource();
    return new ModelSources(
        new Models(database), new FeatureSpreads(database), new ScoreSpread(database));
  }

  @Bean
  SummarySources summarySources(PageDatabase pages) {
    return SummarySources.of(pages.pool().dataSource());
  }

  @Bean
  ControlSources controlSources(PageDatabase pages) {
    DataSource database = pages.pool().dataSource();
    return new ControlSources(
        new RejectedEvents(database),
        new SetAsideEntries(database),
        new EventPartitions(database),
        new Silences(database));
  }

  @Bean
  SetupSources setupSources(PageDatabase pages) {
    DataSource database = pages.pool().dataSource();
    return new SetupSources(new AuditRows(database), new ArchivedDays(database));
  }

  @Bean
  NoteDesk noteDesk(Store store, Audit audit, Clock clock) {
    return new NoteDesk(new AccountNotes(store.pool().dataSource()), audit, clock);
  }
}
