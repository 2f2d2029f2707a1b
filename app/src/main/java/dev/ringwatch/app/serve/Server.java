package dev.ringwatch.app.serve;

import dev.ringwatch.app.access.AccessConfiguration;
import dev.ringwatch.app.access.CachedCallers;
import dev.ringwatch.app.access.CallerDirectory;
import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.access.SessionSettings;
import dev.ringwatch.app.account.AccountConfiguration;
import dev.ringwatch.app.alert.AlertConfiguration;
import dev.ringwatch.app.archive.ArchiveConfiguration;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditConfiguration;
import dev.ringwatch.app.audit.HeadsFile;
import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.control.ControlConfiguration;
import dev.ringwatch.app.csv.CsvConfiguration;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.EmbeddedDetection;
import dev.ringwatch.app.detection.HuntScores;
import dev.ringwatch.app.detection.Kept;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.encryption.SecretKeyFile;
import dev.ringwatch.app.erasure.ErasureConfiguration;
import dev.ringwatch.app.event.EventConfiguration;
import dev.ringwatch.app.event.EventFiles;
import dev.ringwatch.app.hunt.HuntConfiguration;
import dev.ringwatch.app.hunt.HuntDesk;
import dev.ringwatch.app.hunt.HuntOutlets;
import dev.ringwatch.app.hunt.HuntWatch;
import dev.ringwatch.app.incident.IncidentConfiguration;
import dev.ringwatch.app.ingest.Ingest;
import dev.ringwatch.app.ingest.IngestConfiguration;
import dev.ringwatch.app.ingest.IngestMeters;
import dev.ringwatch.app.job.JobDetection;
import dev.ringwatch.app.key.KeyConfiguration;
import dev.ringwatch.app.learned.LearnedConfiguration;
import dev.ringwatch.app.lists.ListsConfiguration;
import dev.ringwatch.app.live.LiveConfiguration;
import dev.ringwatch.app.models.ModelPagesConfiguration;
import dev.ringwatch.app.openapi.OpenApiConfiguration;
import dev.ringwatch.app.operator.OperatorConfiguration;
import dev.ringwatch.app.overview.OverviewConfiguration;
import dev.ringwatch.app.pattern.PatternConfiguration;
import dev.ringwatch.app.queue.QueueConfiguration;
import dev.ringwatch.app.registry.RegistryConfiguration;
import dev.ringwatch.app.ring.RingConfiguration;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.app.setup.SetupConfiguration;
import dev.ringwatch.app.signin.SignInConfiguration;
import dev.ringwatch.app.signin.SignInSettings;
import dev.ringwatch.app.summary.SummaryConfiguration;
import dev.ringwatch.app.threshold.ThresholdConfiguration;
import dev.ringwatch.app.verdict.VerdictConfiguration;
import dev.ringwatch.app.watch.WatchConfiguration;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.Lists;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.SignInLinks;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.events.StoredEvents;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.incident.HeldAlerts;
import dev.ringwatch.postgres.incident.IncidentHistory;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.incident.Suppressions;
import dev.ringwatch.postgres.incident.Told;
import dev.ringwatch.postgres.log.ServerName;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.NewestMarks;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * How the server is put together. Beans are closed in the reverse of the order in which they were
 * made: first no request comes in any more, then detection takes its last snapshot, then the log
 * gives its lease back, last the database stops.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {UserDetailsServiceAutoConfiguration.class, TomcatMetricsAutoConfiguration.class})
@Import({
  AccessConfiguration.class,
  AccountConfiguration.class,
  AlertConfiguration.class,
  AlertParts.class,
  ArchiveConfiguration.class,
  AuditConfiguration.class,
  ControlConfiguration.class,
  CsvConfiguration.class,
  ErasureConfiguration.class,
  EventConfiguration.class,
  HuntConfiguration.class,
  IngestConfiguration.class,
  KeyConfiguration.class,
  IncidentConfiguration.class,
  ListsConfiguration.class,
  LiveConfiguration.class,
  LogParts.class,
  OpenApiConfiguration.class,
  OperationsConfiguration.class,
  OperatorConfiguration.class,
  LearnedConfiguration.class,
  ModelPagesConfiguration.class,
  OverviewConfiguration.class,
  PageParts.class,
  PatternConfiguration.class,
  Problems.class,
  QueueConfiguration.class,
  QueueParts.class,
  RegistryConfiguration.class,
  RingConfiguration.class,
  SetupConfiguration.class,
  SignInConfiguration.class,
  SummaryConfiguration.class,
  ThresholdConfiguration.class,
  WatchConfiguration.class,
  VerdictConfiguration.class,
  VerdictParts.class,
  WebServerConfiguration.class
})
class Server {

  /** What Spring is told and nobody can set. */
  private static final Map<String, Object> FIXED =
      Map.ofEntries(
          Map.entry("server.shutdown", "graceful"),
          Map.entry("server.tomcat.max-keep-alive-requests", -1),
          // A client that sends half a body and waits holds a connection and no thread of the
          // system.
          Map.entry("spring.threads.virtual.enabled", true),
          Map.entry("server.tomcat.max-connections", 4096),
          Map.entry("server.tomcat.max-swallow-size", "1MB"),
          Map.entry("spring.mvc.formcontent.filter.enabled", false),
          Map.entry("spring.servlet.multipart.enabled", false),
          Map.entry("server.tomcat.connection-timeout", "20s"),
          Map.entry("server.tomcat.use-relative-redirects", true),
          Map.entry("server.servlet.session.cookie.name", "ringwatch_session"),
          Map.entry("server.servlet.session.cookie.http-only", true),
          // Not strict: single sign-on comes back from elsewhere.
          Map.entry("server.servlet.session.cookie.same-site", "lax"),
          Map.entry("server.servlet.session.tracking-modes", "cookie"),
          Map.entry("spring.web.resources.add-mappings", false),
          Map.entry("spring.mvc.problemdetails.enabled", true),
          Map.entry("spring.jackson.property-naming-strategy", "SNAKE_CASE"),
          Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "30s"),
          Map.entry("spring.main.log-startup-info", false),
          Map.entry("logging.pattern.console", LogFormat.TEXT),
          Map.entry("logging.structured.format.console", LogFormat.STRUCTURED),
          Map.entry("log-format.json", "ecs"),
          Map.entry("logging.structured.ecs.service.name", "ringwatch"),
          Map.entry("logging.structured.ecs.service.version", Version.text()),
          // Why it does not start is said once, in a sentence; a lost connection by who needed it.
          Map.entry("logging.level.org.springframework.boot.SpringApplication", "OFF"),
          Map.entry("logging.level.org.springframework.boot.diagnostics", "OFF"),
          Map.entry("logging.level.org.springframework.boot.web", "ERROR"),
          Map.entry("logging.level.org.springframework.web", "ERROR"),
          Map.entry("logging.level.com.zaxxer.hikari", "ERROR"),
          Map.entry("logging.level.org.apache.kafka", "ERROR"),
          Map.entry("logging.level.ringwatch.requests", "INFO"));

  /** What Spring is told unless the settings say otherwise. */
  static final Map<String, Object> DEFAULTS = withDefaults(FIXED);

  private static Map<String, Object> withDefaults(Map<String, Object> fixed) {
    Map<String, Object> all = new HashMap<>(SettingsInForce.defaults());
    all.putAll(fixed);
    return Map.copyOf(all);
  }

  @Bean
  ServerSettings settings(ConfigurableEnvironment environment) {
    return ServerSettings.of(name -> asWritten(environment, name));
  }

  /** Of a server that no command started, which knows where each comes from. */
  @Bean
  @ConditionalOnMissingBean
  SettingsInForce settingsOfStart(ConfigurableEnvironment environment) {
    return SettingsInForce.ofStart(name -> asWritten(environment, name));
  }

  /** What looks like a placeholder in a password is none. */
  private static @Nullable String asWritten(ConfigurableEnvironment environment, String name) {
    return environment.getPropertySources().stream()
        .map(source -> source.getProperty(name))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .findFirst()
        .orElse(null);
  }

  @Bean(destroyMethod = "close")
  Store store(ServerSettings settings, ServerName server) {
    return Store.openAs(server, settings);
  }

  @Bean(destroyMethod = "close")
  Upkeep upkeep(Store store, Incidents incidents, ServerSettings settings) {
    return store.upkeep(settings, incidents);
  }

  @Bean(destroyMethod = "close")
  Detection detection(
      ServerLog log,
      Store store,
      Audit audit,
      ServerSettings settings,
      Incidents incidents,
      Clock clock)
      throws IOException, SQLException {
    ResultsOwner.require(store, settings.isLeftToFlink());
    PipelineConfig pipeline = settings.pipeline().withHashKey(store.hashKey());
    Kept kept =
        new Kept(
            store.setAsides(),
            store.results(),
            store.learnedModels(audit, pipeline),
            store.foundRings(),
            new StoredMatters(incidents));
    if (settings.isLeftToFlink()) {
      JobDetection job =
          new JobDetection(
              log.log(), store.dataSource(), kept, pipeline, settings.detectionSettings(), clock);
      job.onStart(log::learnNewestHours);
      job.watch();
      return job;
    }
    EmbeddedDetection detection =
        new EmbeddedDetection(
            log.log(),
            kept,
            pipeline,
            settings.detectionSettings().withFiles(settings.fileEncryption()));
    detection.onLive(log::learnNewestHours);
    return detection;
  }

  @Bean
  HeldAlerts told(Store store, Outbox outbox, Clock clock) {
    return store.heldAlerts(outbox::add, clock);
  }

  @Bean
  ThresholdsInForce thresholdsInForce(ServerSettings settings) {
    return new ThresholdsInForce(settings.incidentPolicy());
  }

  @Bean
  Incidents incidents(Store store, ThresholdsInForce thresholds, Told told) {
    return store.incidents(thresholds, told);
  }

  @Bean
  Silences silences(Store store) {
    return store.silences();
  }

  @Bean
  Suppressions suppressions(Store store) {
    return store.suppressions();
  }

  @Bean
  IncidentPages incidentPages(Store store) {
    return store.incidentPages();
  }

  @Bean
  IncidentHistory incidentHistory(Store store) {
    return store.incidentHistory();
  }

  @Bean
  Models models(Store store) {
    return store.models();
  }

  @Bean
  AccountLists accountLists(PageParts.PageDatabase pages) {
    return new AccountLists(pages.pool().dataSource());
  }

  @Bean
  KeptRings keptRings(Store store) {
    return store.keptRings();
  }

  @Bean
  AuditLog auditLog(Store store) {
    return store.auditLog();
  }

  @Bean
  AuditRows auditRows(Store store) {
    return store.auditRows();
  }

  @Bean
  HeadsFile heads(Store store) {
    return store.heads();
  }

  @Bean
  StoredEvents storedEvents(Store store) {
    return store.events();
  }

  @Bean
  EventFiles eventFiles(Store store) {
    return store.eventFiles();
  }

  @Bean
  HuntDesk hunts(Store store, ServerSettings settings, Audit audit) {
    return StoredHunts.desk(store, settings, audit);
  }

  @Bean(destroyMethod = "close")
  HuntWatch huntWatch(HuntDesk hunts, HuntOutlets outlets, ServerSettings settings, Clock clock) {
    return new HuntWatch(settings.huntSettings(), hunts, outlets, clock);
  }

  @Bean
  HuntOutlets huntOutlets(
      Store store, Incidents incidents, EventLog log, Detection detection, Clock clock) {
    return new HuntOutlets(
        new HuntFindings(store.pool().dataSource()),
        incidents,
        new HuntScores(log, detection, clock));
  }

  @Bean
  Ingest ingest(EventLog log, Store store, ServerSettings settings, IngestMeters meters) {
    return new Ingest(log, store.rejections(), settings.ingestLimits(), Clock.systemUTC(), meters);
  }

  /** The time of day; tests move it. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Operators operators(Store store, Clock clock) {
    return store.operators(clock);
  }

  @Bean
  SignInLinks signInLinks(Store store, Clock clock) {
    return store.signInLinks(clock);
  }

  @Bean
  AccountPages accountPages(Store store) {
    return store.accountPages();
  }

  @Bean
  NewestMarks newestMarks(Store store) {
    return new NewestMarks(store.pool().dataSource());
  }

  @Bean
  ApiKeys apiKeys(Store store) {
    return store.keys();
  }

  @Bean
  Lists lists(Store store) {
    return store.lists();
  }

  @Bean
  CurrentOperators currentOperators(Operators operators) {
    return new CurrentOperators(operators, System::nanoTime);
  }

  @Bean
  SessionSettings sessions(ServerSettings settings) {
    return settings.sessions();
  }

  @Bean
  SignInSettings signInSettings(ServerSettings settings) {
    return settings.signIn();
  }

  @Bean
  FileEncryption fileEncryption(ServerSettings settings) throws IOException {
    return settings.fileEncryption();
  }

  @Bean
  BytesEncryptor secrets(ServerSettings settings) throws IOException {
    return SecretKeyFile.open(settings.secretKeyFile());
  }

  @Bean
  CallerDirectory callers(Store store) {
    return new CachedCallers(store.callers(), System::nanoTime);
  }
}
