package dev.ringwatch.app.settings;

import dev.ringwatch.app.settings.OperatorsSection.SignOn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What settings must keep to beyond the values of each: one line a rule. */
final class Rules {

  private static final String SMTP = "ringwatch.alerts.smtp.";
  private static final String DATABASE = "ringwatch.database.";
  private static final String HEALTH = "ringwatch.health.";
  private static final String HUNTS = "ringwatch.hunts.database.";
  private static final String INGEST = "ringwatch.ingest.";
  private static final String KAFKA = "ringwatch.kafka.";
  private static final String OPERATORS = "ringwatch.operators.";
  private static final String SIGN_ON = OPERATORS + "sign-on.";

  /**
   * One rule.
   *
   * @param sentence what must be, beginning with the name of a setting
   * @param names the settings that can break it
   * @param holds whether it is so
   */
  record Rule(String sentence, List<String> names, Predicate<ServerSettings> holds) {}

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "ringwatch.retention must be no less than ringwatch.ingest.max-age, or events are"
                  + " taken that are dropped at once",
              List.of("ringwatch.retention", INGEST + "max-age"),
              all -> all.ingest().maxAge().toSeconds() <= all.retention() * 86_400L),
          new Rule(
              "ringwatch.ingest.max-waiting must be no less than ringwatch.ingest.max-body",
              List.of(INGEST + "max-waiting", INGEST + "max-body"),
              all -> all.ingest().maxWaiting().compareTo(all.ingest().maxBody()) >= 0),
          new Rule(
              "ringwatch.ingest.max-ahead must not be longer than ringwatch.detection.lateness, or"
                  + " a clock that runs ahead makes everybody else late",
              List.of(INGEST + "max-ahead", "ringwatch.detection.lateness"),
              Rules::isAheadByLateness),
          new Rule(
              "ringwatch.operators.session must be no less than ringwatch.operators.idle",
              List.of(OPERATORS + "session", OPERATORS + "idle"),
              all -> all.operators().session().compareTo(all.operators().idle()) >= 0),
          new Rule(
              "ringwatch.database.url must be set where user or password are",
              List.of(DATABASE + "url", DATABASE + "user", DATABASE + "password"),
              all ->
                  all.database().url() != null
                      || (all.database().user() == null && all.database().password() == null)),
          new Rule(
              "ringwatch.kafka.servers must name brokers as host:port with commas between, and must"
                  + " be set where ringwatch.log is kafka",
              List.of(KAFKA + "servers", "ringwatch.log"),
              all ->
                  all.kafka().namesBrokers()
                      && (all.log() == LogKind.POSTGRES || all.kafka().servers() != null)),
          new Rule(
              "ringwatch.detection.by may be flink only where ringwatch.log is kafka, for the job"
                  + " reads its topics",
              List.of("ringwatch.detection.by", "ringwatch.log"),
              all -> !all.isLeftToFlink() || all.hasLogOnKafka()),
          new Rule(
              "ringwatch.kafka.prefix must be 1 to 200 letters, digits, dots, underscores and"
                  + " hyphens",
              List.of(KAFKA + "prefix"),
              all -> all.kafka().namesTopics()),
          new Rule(
              "ringwatch.kafka needs both user and password, or neither; with them, or with"
                  + " properties that sign in otherwise, a protocol of sasl-ssl or sasl-plaintext",
              List.of(KAFKA + "user", KAFKA + "password", KAFKA + "protocol", KAFKA + "properties"),
              all -> all.kafka().hasWholeLogin()),
          new Rule(
              "ringwatch.kafka needs both a certificate and its key, or neither",
              List.of(KAFKA + "certificate", KAFKA + "key"),
              all -> (all.kafka().certificate() == null) == (all.kafka().key() == null)),
          new Rule(
              "ringwatch.kafka.trust, certificate, key and properties must be files that can be"
                  + " read",
              List.of(KAFKA + "trust", KAFKA + "certificate", KAFKA + "key", KAFKA + "properties"),
              all -> all.kafka().files().allMatch(Rules::isReadable)),
          new Rule(
              "ringwatch.kafka.schemas must be a directory that can be read",
              List.of(KAFKA + "schemas"),
              all -> all.kafka().hasReadableSchemas()),
          new Rule(
              "ringwatch.hunts.database needs a user where it has a password, and"
                  + " ringwatch.database.url, for in the embedded database the role is made by"
                  + " itself",
              List.of(HUNTS + "user", HUNTS + "password", DATABASE + "url"),
              all -> all.hunts().hasWholeLogin(all.database().url() != null)),
          new Rule(
              "ringwatch.hunts.points must name hunts of ringwatch.hunts.schedule only",
              List.of("ringwatch.hunts.points", "ringwatch.hunts.schedule"),
              all -> all.hunts().hasPointsOfSchedule()),
          new Rule(
              "ringwatch.tls needs both a certificate and its key",
              List.of("ringwatch.tls.certificate", "ringwatch.tls.key"),
              all -> (all.tls().certificate() == null) == (all.tls().key() == null)),
          new Rule(
              "ringwatch.tls.certificate must be a PEM file that can be read",
              List.of("ringwatch.tls.certificate"),
              all -> isReadable(all.tls().certificate())),
          new Rule(
              "ringwatch.tls.key must be a PEM file that can be read",
              List.of("ringwatch.tls.key"),
              all -> isReadable(all.tls().key())),
          new Rule(
              "ringwatch.operators.sign-on.issuer must start with https://",
              List.of(SIGN_ON + "issuer"),
              all -> isSafe(all.operators().signOn())),
          new Rule(
              "ringwatch.operators.sign-on needs issuer, client-id and client-secret, as the"
                  + " provider gave them",
              List.of(SIGN_ON + "issuer", SIGN_ON + "client-id", SIGN_ON + "client-secret"),
              all -> isWhole(all.operators().signOn())),
          new Rule(
              "ringwatch.health must warn no later than it fails",
              List.of(
                  HEALTH + "lag-warn",
                  HEALTH + "lag-fail",
                  HEALTH + "clock-warn",
                  HEALTH + "clock-fail",
                  HEALTH + "disk-warn",
                  HEALTH + "disk-fail"),
              all -> all.health().isOrdered()),
          new Rule(
              "ringwatch.alerts.smtp needs both a host and from, which is an address such as"
                  + " ringwatch@example.org",
              List.of(SMTP + "host", SMTP + "from"),
              all -> all.alerts().smtp().isWhole()),
          new Rule(
              "ringwatch.alerts.smtp needs username, password and host where it has one of the"
                  + " first two",
              List.of(SMTP + "username", SMTP + "password", SMTP + "host"),
              all -> all.alerts().smtp().hasWholeLogin()),
          new Rule(
              "ringwatch.summary.weekly.to must be up to 20 addresses such as lead@example.org with"
                  + " commas between, and needs ringwatch.alerts.smtp.host, by which they are sent",
              List.of("ringwatch.summary.weekly.to", SMTP + "host"),
              all ->
                  all.summary().weekly().to() == null
                      || (all.summary().weekly().isOfAddresses()
                          && all.alerts().smtp().settings().isPresent())),
          new Rule(
              "ringwatch.heartbeat.url must be an address that begins with https:// and names a"
                  + " host",
              List.of("ringwatch.heartbeat.url"),
              all -> all.heartbeat().isUsable()));

  private Rules() {}

  private static boolean isAheadByLateness(ServerSettings all) {
    Duration ahead = all.ingest().maxAhead();
    return ahead == null || ahead.compareTo(all.detection().lateness()) <= 0;
  }

  private static boolean isReadable(@Nullable Path file) {
    return file == null || (Files.isRegularFile(file) && Files.isReadable(file));
  }

  /** A provider on this machine is one that is tried out. */
  private static boolean isSafe(SignOn provider) {
    return provider.issuer() == null
        || provider.issuer().toString().startsWith("https://")
        || provider.issuer().toString().startsWith("http://127.0.0.1:");
  }

  private static boolean isWhole(SignOn provider) {
    boolean all = provider.settings().isPresent();
    return all
        || Stream.of(
                provider.issuer(),
                provider.clientId(),
                provider.clientSecret(),
                provider.newcomers())
            .allMatch(part -> part == null);
  }
}
