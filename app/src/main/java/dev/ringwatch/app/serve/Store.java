package dev.ringwatch.app.serve;

import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.app.access.CallerDirectory;
import dev.ringwatch.app.access.KeysUnavailableException;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveConfiguration;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.HeadsFile;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.detection.FoundRings;
import dev.ringwatch.app.detection.LearnedModels;
import dev.ringwatch.app.detection.Results;
import dev.ringwatch.app.detection.SetAsides;
import dev.ringwatch.app.erasure.ErasureDesk;
import dev.ringwatch.app.event.EventFiles;
import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.ingest.Rejections;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.Lists;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.RejectedEvent;
import dev.ringwatch.postgres.RejectedEvents;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.SignInLinks;
import dev.ringwatch.postgres.StoredHashKey;
import dev.ringwatch.postgres.alert.Backlog;
import dev.ringwatch.postgres.alert.Deliveries;
import dev.ringwatch.postgres.alert.DeliveryLog;
import dev.ringwatch.postgres.alert.DigestTexts;
import dev.ringwatch.postgres.alert.EndpointWorks;
import dev.ringwatch.postgres.alert.Endpoints;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.events.EventSearchConfig;
import dev.ringwatch.postgres.events.StoredEvents;
import dev.ringwatch.postgres.incident.HeldAlerts;
import dev.ringwatch.postgres.incident.IncidentHistory;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.incident.Suppressions;
import dev.ringwatch.postgres.incident.Told;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.log.CopiedEventLog;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.log.ServerName;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.ScoredAccounts;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.ring.LivingRings;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.postgres.schema.Schema;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: the embedded one, which is started and stopped with this, or one of the user's own;
 * its schema brought up to date. Safe for threads.
 */
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** A count of a million that wait takes about a second. */
  private static final Duration COUNTING_PATIENCE = Duration.ofSeconds(10);

  /** What a server that was killed leaves to its database, which notices within a few seconds. */
  private static final Duration LEASE_PATIENCE = Duration.ofSeconds(15);

  /** A part of a file is read in a second or so, and parts of several files take turns. */
  private static final Duration FILE_PATIENCE = Duration.ofSeconds(30);

  /** Who only reads asks one thing after the other; one connection reads the log meanwhile. */
  private static final int READERS = 2;

  private final @Nullable EmbeddedPostgres embedded;
  private final DatabaseSettings database;
  private final ConnectionPool pool;
  private final HeadsFile heads;
  private final Clock clock = Clock.systemUTC();

  private Store(
      @Nullable EmbeddedPostgres embedded,
      DatabaseSettings database,
      ServerSettings settings,
      Optional<ServerName> server) {
    this(
        embedded,
        database,
        settings,
        server
            .map(
                name -> ConnectionPool.openAsking(database, name.connectionName(), name.question()))
            .orElseGet(() -> ConnectionPool.open(database, "ringwatch")));
  }

  private Store(
      @Nullable EmbeddedPostgres embedded,
      DatabaseSettings database,
      ServerSettings settings,
      ConnectionPool pool) {
    this.embedded = embedded;
    this.database = database;
    this.pool = pool;
    this.heads = new HeadsFile(settings.auditHeads());
  }

  /** Opens the database that the settings name, or starts the embedded one. */
  static Store open(ServerSettings settings) {
    return open(settings, Optional.empty());
  }

  /**
   * The same for a server, which gets no connection any more once another has taken over from it,
   * as one of several with a log on Kafka can.
   */
  static Store openAs(ServerName server, ServerSettings settings) {
    return open(settings, settings.hasLogOnKafka() ? Optional.of(server) : Optional.empty());
  }

  private static Store open(ServerSettings settings, Optional<ServerName> server) {
    return settings
        .ownDatabase()
        .map(own -> migrated(new Store(null, own, settings, server)))
        .orElseGet(() -> startEmbedded(settings, server));
  }

  /** The same, but uses the embedded database of a server that runs. */
  static Store openBeside(ServerSettings settings) {
    return running(settings)
        .map(found -> migrated(new Store(null, found, settings, Optional.empty())))
        .orElseGet(() -> open(settings));
  }

  /**
   * The same to be read from alone: the database refuses whatever would change it, and the tables
   * stay of the version that they are of.
   */
  static Store openToRead(ServerSettings settings) {
    return running(settings)
        .or(settings::ownDatabase)
        .map(found -> toRead(null, found, settings))
        .orElseGet(() -> {
          EmbeddedPostgres embedded = startEmbedded(settings);
          return toRead(embedded, embedded.settings(), settings);
        });
  }

  private static Store toRead(
      @Nullable EmbeddedPostgres embedded, DatabaseSettings database, ServerSettings settings) {
    ConnectionPool pool = ConnectionPool.openReading(database, "ringwatch-reading", READERS);
    return new Store(embedded, database, settings, pool);
  }

  /** The embedded database, if it is that and runs; empty also for one of the user's own. */
  private static Optional<DatabaseSettings> running(ServerSettings settings) {
    Path folder = settings.databaseFolder();
    if (settings.ownDatabase().isEmpty() && !Files.isDirectory(folder)) {
      throw new CommandFailure(
          "there is no database in "
              + settings.data()
              + ": name the --data of a server, or start one there first");
    }
    return settings.ownDatabase().isPresent() ? Optional.empty() : EmbeddedPostgres.running(folder);
  }

  private static Store startEmbedded(ServerSettings settings, Optional<ServerName> server) {
    EmbeddedPostgres embedded = startEmbedded(settings);
    return migrated(new Store(embedded, embedded.settings(), settings, server));
  }

  private static EmbeddedPostgres startEmbedded(ServerSettings settings) {
    return EmbeddedPostgres.start(
        EmbeddedPostgresConfig.ofDefaults(settings.databaseFolder()),
        new EmbeddedPostgresListener() {});
  }

  private static Store migrated(Store store) {
    try {
      Schema.migrate(store.pool.dataSource());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** What is stored, for who asks it by questions of their own. */
  public DataSource dataSource() {
    return pool.dataSource();
  }

  /** Its connections; this closes them. */
  ConnectionPool pool() {
    return pool;
  }

  /** How its connections are made. */
  DatabaseSettings database() {
    return database;
  }

  /** The event log; whoever has it open is the one writer. */
  PostgresEventLog openLog() {
    EventLogConfig config = EventLogConfig.ofDefaults();
    return PostgresEventLog.open(
        pool.dataSource(), config.withWaits(config.waits().answer(), LEASE_PATIENCE), clock);
  }

  /** The copy of a log that is kept elsewhere; closes that log with itself. */
  CopiedEventLog copyOf(EventLog log) {
    return CopiedEventLog.of(pool.dataSource(), EventLogConfig.ofDefaults(), clock, log);
  }

  /** The key under which this server hashes; drawn at the first start. */
  HashKey hashKey() throws SQLException {
    return new StoredHashKey(pool.dataSource()).readOrDraw(new SecureRandom());
  }

  /** The events that are kept, to be searched. */
  StoredEvents events() {
    return new StoredEvents(pool.dataSource(), EventSearchConfig.ofDefaults());
  }

  /** The same for files, one at a time, which wait for each other for longer than people do. */
  EventFiles eventFiles() {
    EventSearchConfig usual = EventSearchConfig.ofDefaults();
    return new EventFiles(
        new StoredEvents(
            pool.dataSource(),
            new EventSearchConfig(
                usual.firstSlice(),
                usual.budget(),
                usual.emptyBudget(),
                usual.timeout(),
                1,
                FILE_PATIENCE)));
  }

  Upkeep upkeep(ServerSettings settings, Incidents incidents) {
    return new Upkeep(
        pool.dataSource(),
        incidents,
        settings.retention(),
        settings.archiveDirectory().isPresent(),
        clock);
  }

  /** The files that days of events were written into. */
  public ArchivedDays archivedDays() {
    return new ArchivedDays(pool.dataSource());
  }

  /** The archive in a place. */
  public Archive archive(Archive.Place place, InstantSource time) {
    return new Archive(pool.dataSource(), place, time, ArchiveConfiguration.writtenBy());
  }

  /**
   * Where all is kept about accounts, to be read out or erased.
   *
   * @param archive where the archive is; empty if there is none
   */
  public ErasureDesk.Kept accounts(Optional<Archive.Place> archive) throws SQLException {
    return new ErasureDesk.Kept(
        pool.dataSource(), archive.map(place -> archive(place, clock)), hashKey());
  }

  /** The API keys. */
  public ApiKeys keys() {
    return new ApiKeys(pool.dataSource(), clock);
  }

  /** What is let pass, and what is watched. */
  Lists lists() {
    return new Lists(pool.dataSource());
  }

  /** What pages show of scored accounts. */
  AccountPages accountPages() {
    return new AccountPages(pool.dataSource());
  }

  /** What records who did what; one object in a process. */
  public AuditLog auditLog() {
    return new AuditLog(pool.dataSource(), clock);
  }

  /** What was recorded. */
  public AuditRows auditRows() {
    return new AuditRows(pool.dataSource());
  }

  /** Where the audit log ended at some times. */
  public HeadsFile heads() {
    return heads;
  }

  /** Who may sign in, with times of a clock. */
  public Operators operators(InstantSource time) {
    return new Operators(pool.dataSource(), time);
  }

  /** One-time links to sign in by, with times of a clock. */
  public SignInLinks signInLinks(InstantSource time) {
    return new SignInLinks(pool.dataSource(), time);
  }

  Rejections rejections() {
    RejectedEvents kept = new RejectedEvents(pool.dataSource());
    return (key, pieces) -> {
      Instant now = clock.instant();
      List<RejectedEvent> rows =
          pieces.stream()
              .map(piece ->
                  new RejectedEvent(
                      now, key, piece.index(), piece.kind(), piece.reason(), piece.text()))
              .toList();
      try {
        kept.add(rows);
      } catch (SQLException e) {
        // Their sender is told all the same; what it sent can be sent again.
        LOG.warn("{} rejected events could not be kept: {}", rows.size(), e.getMessage());
      }
    };
  }

  SetAsides setAsides() {
    return new StoredSetAsides(new SetAsideEntries(pool.dataSource()), clock);
  }

  Results results() {
    return new StoredResults(new ScoredAccounts(pool.dataSource()));
  }

  FoundRings foundRings() {
    return new StoredRings(new LivingRings(pool.dataSource(), new RingJson()));
  }

  /**
   * What moves incidents.
   *
   * @param told takes what is to be told of them
   */
  Incidents incidents(ThresholdsInForce thresholds, Told told) {
    return new Incidents(pool.dataSource(), thresholds, new IncidentJson(), told, clock);
  }

  /** What holds back alerts that a silence covers. */
  public HeldAlerts heldAlerts(Told told, InstantSource time) {
    return new HeldAlerts(pool.dataSource(), new IncidentJson(), told, time);
  }

  /** Times in which people are not told. */
  Silences silences() {
    return new Silences(pool.dataSource());
  }

  /** What people were not told. */
  Suppressions suppressions() {
    return new Suppressions(pool.dataSource());
  }

  /** The incidents that were opened. */
  IncidentPages incidentPages() {
    return new IncidentPages(pool.dataSource());
  }

  /** What became of incidents. */
  IncidentHistory incidentHistory() {
    return new IncidentHistory(pool.dataSource());
  }

  /** The rings that were found. */
  KeptRings keptRings() {
    return new KeptRings(pool.dataSource());
  }

  /** Where alerts are sent. */
  public Endpoints endpoints() {
    return new Endpoints(pool.dataSource());
  }

  /** What there is to do at endpoints. */
  EndpointWorks endpointWorks() {
    return new EndpointWorks(pool.dataSource());
  }

  /** Alerts to be sent. */
  Deliveries deliveries(DigestTexts texts) {
    return Deliveries.in(pool.dataSource(), texts);
  }

  /** How many alerts wait. */
  Backlog backlog() {
    return new Backlog(pool.dataSource(), COUNTING_PATIENCE);
  }

  /** Alerts that were sent, wait or were given up. */
  DeliveryLog deliveryLog() {
    return new DeliveryLog(pool.dataSource());
  }

  /** The models that were learned. */
  public Models models() {
    return new Models(pool.dataSource());
  }

  LearnedModels learnedModels(Audit audit, PipelineConfig config) {
    return new StoredLearnedModels(
        models(), new LearnedBlends(pool.dataSource()), audit, config.profiles(), clock);
  }

  CallerDirectory callers() {
    ApiKeys keys = keys();
    return secret -> {
      try {
        return keys.find(secret).map(Store::caller);
      } catch (SQLException e) {
        throw new KeysUnavailableException("the database does not answer", e);
      }
    };
  }

  private static ApiCaller caller(ApiKey key) {
    return new ApiCaller(
        key.id(),
        key.scopes(),
        Optional.ofNullable(key.source()),
        Optional.ofNullable(key.accountPrefix()));
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
