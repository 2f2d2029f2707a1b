package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.postgres.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds, where it comes from, and what is said of what cannot be. */
class SettingsInForceTest {

  private static final String PASSWORD = "RINGWATCH_DATABASE_PASSWORD";

  @TempDir private Path folder;

  private SettingsInForce read(String yaml, Map<String, String> environment) throws IOException {
    return read(yaml, environment, Map.of());
  }

  private SettingsInForce read(
      String yaml, Map<String, String> environment, Map<String, String> options)
      throws IOException {
    Path file = Files.writeString(folder.resolve("ringwatch.yaml"), yaml);
    return SettingsInForce.read(Optional.of(file), environment, options);
  }

  /** What is said, with {@code ringwatch.yaml} for the whole path. */
  private List<String> complaints(String yaml, Map<String, String> environment) {
    String[] said = new String[1];
    assertThatThrownBy(() -> read(yaml, environment))
        .isInstanceOfSatisfying(
            CommandFailure.class, failure -> said[0] = String.valueOf(failure.getMessage()));
    return said[0].replace(folder + "/", "").lines().map(String::strip).toList();
  }

  @Test
  void prefersOptionsToTheEnvironmentToTheFileToDefaults() throws IOException {
    SettingsInForce all =
        read(
            """
            ringwatch:
              data: of-file
              url: https://of-file
              retention: 31
              operators: {second-factor: no}
            server: {port: 1}
            """,
            Map.of("RINGWATCH_URL", "https://of-environment", "RINGWATCH_SERVER_PORT", "2"),
            Map.of("server.port", "3"));
    assertThat(all.values())
        .containsEntry("ringwatch.data", "of-file")
        .containsEntry("ringwatch.url", "https://of-environment")
        .containsEntry("server.port", "3")
        .containsEntry("server.address", "127.0.0.1");
    assertThat(all.server().port()).isEqualTo(3);
    ServerSettings settings = all.ringwatch();
    assertThat(settings.data()).isEqualTo(Path.of("of-file"));
    assertThat(settings.retention()).isEqualTo(31);
    assertThat(settings.sessions().secondFactor()).isFalse();
    assertThat(settings.sessions().idle()).isEqualTo(Duration.ofMinutes(30));
    assertThat(all.yaml())
        .contains("data: of-file  # " + folder.resolve("ringwatch.yaml") + ":2")
        .contains("url: https://of-environment  # environment RINGWATCH_URL")
        .contains("port: 3  # --port")
        .contains("address: 127.0.0.1  # default")
        .contains("# certificate:  # not set: plain HTTP");
  }

  @Test
  void readsBackWhatItPrints() throws IOException {
    String yaml =
        """
        ringwatch:
          database: {url: "jdbc:postgresql://db/ringwatch", user: "a \\"b\\" \\\\ # c"}
          operators: {sign-on: {name: "null"}}
        logging: {level: {org.flywaydb: debug}}
        """;
    SettingsInForce first = read(yaml, Map.of(PASSWORD, "not to be seen"));
    String printed = first.yaml();
    assertThat(printed)
        .contains("# password: ***  # environment RINGWATCH_DATABASE_PASSWORD")
        .contains("org.flywaydb: debug  # ")
        .doesNotContain("not to be seen");
    SettingsInForce again = read(printed, Map.of(PASSWORD, "not to be seen"));
    assertThat(again.values()).isEqualTo(first.values());
    assertThat(read(SettingsInForce.defaultYaml(), Map.of()).values())
        .isEqualTo(read("", Map.of()).values());
  }

  /** Every line of the example holds when its comment sign is taken away. */
  @Test
  void printsAnExampleThatHolds() throws IOException {
    String uncommented =
        SettingsInForce.defaultYaml().replaceAll("(?m)^( +)# ([a-z][a-z.-]*: [^ #])", "$1$2");
    SettingsInForce all = read(uncommented, Map.of());
    assertThat(all.values()).isEqualTo(read("", Map.of()).values());
    assertThat(all.isDefault("ringwatch.ingest.max-body")).isFalse();
    assertThat(all.isDefault("logging.level.root")).isFalse();
  }

  @Test
  void takesEverySettingFromTheEnvironment() throws IOException {
    SettingsInForce all =
        read(
            "",
            Map.of(
                "RINGWATCH_INGEST_MAX_BODY", "1mb",
                "RINGWATCH_OPERATORS_SIGN_ON_ISSUER", "https://id.example.org",
                "RINGWATCH_OPERATORS_SIGN_ON_CLIENT_ID", "ringwatch",
                "RINGWATCH_OPERATORS_SIGN_ON_CLIENT_SECRET", "${not.a.placeholder}",
                "RINGWATCH_OPERATORS_SIGN_ON_NEWCOMERS", "viewer",
                "RINGWATCH_LOGGING_LEVEL_ORG_FLYWAYDB", "debug",
                "RINGWATCH_HEAP", "8g"));
    assertThat(all.ringwatch().ingestLimits().maxBodyBytes()).isEqualTo(1 << 20);
    assertThat(all.ringwatch().signIn().signOn().orElseThrow())
        .matches(provider -> provider.newcomers().equals(Optional.of(Role.VIEWER)))
        .matches(provider -> provider.clientSecret().equals("${not.a.placeholder}"));
    assertThat(all.values()).containsEntry("logging.level.org.flywaydb", "debug");
  }

  @Test
  void leavesWhatKubernetesSaysOfServices() throws IOException {
    Map<String, String> service =
        Map.of(
            "KUBERNETES_SERVICE_HOST", "10.0.0.1",
            "RINGWATCH_SERVICE_HOST", "10.0.0.2",
            "RINGWATCH_SERVICE_PORT_HTTP", "80",
            "RINGWATCH_PORT", "tcp://10.0.0.2:80",
            "RINGWATCH_PORT_80_TCP_ADDR", "10.0.0.2",
            "RINGWATCH_SERVER_PORT", "tcp://10.0.0.3:80");
    assertThat(read("", service).server().port()).isEqualTo(8080);
    assertThat(complaints("", Map.of("RINGWATCH_PORT", "tcp://10.0.0.2:80")))
        .containsExactly(
            "environment RINGWATCH_PORT: no setting has this variable; the nearest is RINGWATCH_SERVER_PORT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ringwatch: {retension: 5}|1: there is no setting ringwatch.retension; did you mean ringwatch.retention? There are in ringwatch data, database, log, kafka, flink, retention, archive, encrypt-files, ingest, detection, url, tls, operators",
        "ringwatch:\\n  max-body: 5|2: there is no setting ringwatch.max-body; did you mean ringwatch.ingest.max-body? There",
        "ringwatch:\\n  ingest:\\n    maxBody: 5MB|3: there is no setting ringwatch.ingest.maxBody; did you mean ringwatch.ingest.max-body? There",
        "spring: {main: {banner-mode: off}}|1: there is no setting spring. There are ringwatch, server, logging",
        "server: {tomcat: {}}|1: there is no setting server.tomcat. There are in server address, port, forward-headers-strategy",
        "server: {port: 70000}|1: server.port must be a whole number, 0 to 65535, not '70000'",
        "server: {address: nowhere.invalid}|1: server.address must be an IP address",
        "server: {port: [1, 2]}|1: server.port must be a whole number, 0 to 65535, not a list of 2",
        "server: {port: {is: 1}}|1: server.port must be a whole number, 0 to 65535, not a group of settings",
        "server:\\n  port:\\n|2: server.port has no value: it must be a whole number, 0 to 65535, or must not be there",
        "server: ''|1: server must hold settings, each with its value (address, port, forward-headers-strategy), not ''",
        "server: [port]|1: server must hold settings, each with its value (address, port, forward-headers-strategy), not a list of 1",
        "hello|1: this file must hold settings, each with its value (ringwatch, server, logging), not 'hello'",
        "ringwatch: {retention: 40}\\nserver: {}\\nringwatch: {}|3: ringwatch is there twice, first in line 1: keep one of them",
        "ringwatch: {retention: 40}\\nringwatch.retention: 50|2: ringwatch.retention is there twice, first at ringwatch.yaml:1",
        "ringwatch: {url: ''}|1: ringwatch.url is empty: it must be an address such as https://example.org",
        "ringwatch: {detection: {lateness: soon}}|1: ringwatch.detection.lateness must be a duration such as 30s, 5m, 12h or 30d, at least 0s, not 'soon'",
        "ringwatch: {detection: {lateness: 90}}|1: ringwatch.detection.lateness must be a duration",
        "ringwatch: {ingest: {max-body: 16}}|1: ringwatch.ingest.max-body must be a size",
        "ringwatch: {operators: {second-factor: maybe}}|1: ringwatch.operators.second-factor must be true or false, not 'maybe'",
        "ringwatch: {operators: {sign-on: {newcomers: king}}}|1: ringwatch.operators.sign-on.newcomers must be viewer, analyst, lead or admin, not 'king'",
        "logging: {level: {root: loud}}|1: logging.level.root must be trace, debug, info, warn, error, fatal or off, not 'loud'",
        "ringwatch: {database: {url: 'http://me:secret@db'}}|1: ringwatch.database.url must be jdbc:postgresql://HOST/NAME, without a password, which has a setting of its own",
        "ringwatch: {database: {password: secret}}|1: ringwatch.database.password is a secret and must not be written here: put it into a file of its own and name that as password-file, or set RINGWATCH_DATABASE_PASSWORD",
        "server:\\n\\tport: 5|2: there is a tab where YAML wants blanks",
        "ringwatch: {|1: this is no YAML: ",
        "ringwatch: &a {ingest: *a}|1: there is no setting ringwatch.ingest.ingest",
        "a: 1\\n---\\nb: 2|2: this is no YAML: ",
      })
  void namesTheLineAndWhatWouldBeAllowed(String yaml, String said) {
    List<String> complaints = complaints(yaml.replace("\\n", "\n").replace("\\t", "\t"), Map.of());
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst()).startsWith("ringwatch.yaml:" + said);
    assertThat(complaints.getFirst()).doesNotContain("secret@");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ringwatch:\\n  retention: 5|2: ringwatch.retention must be no less than ringwatch.ingest.max-age, or events are taken that are dropped at once (ringwatch.retention is 5, ringwatch.ingest.max-age is 30d)",
        "ringwatch: {ingest: {max-waiting: 1MB}}|1: ringwatch.ingest.max-waiting must be no less than ringwatch.ingest.max-body (",
        "ringwatch: {ingest: {max-ahead: 2m}}|1: ringwatch.ingest.max-ahead must not be longer than ringwatch.detection.lateness",
        "ringwatch: {operators: {session: 1m}}|1: ringwatch.operators.session must be no less than ringwatch.operators.idle (",
        "ringwatch: {database: {user: me}}|1: ringwatch.database.url must be set where user or password are (ringwatch.database.url is not set",
        "ringwatch: {tls: {certificate: pom.xml}}|1: ringwatch.tls needs both a certificate and its key (",
        "ringwatch: {alerts: {smtp: {host: mail}}}|1: ringwatch.alerts.smtp needs both a host and from",
        "ringwatch: {alerts: {smtp: {host: mail, from: us}}}|1, ringwatch.yaml:1: ringwatch.alerts.smtp needs both a host and from",
        "ringwatch: {alerts: {smtp: {host: mail, from: us@b, username: u}}}|1, ringwatch.yaml:1: ringwatch.alerts.smtp needs username, password and host",
        "ringwatch: {alerts: {smtp: {password: p}}}|1: ringwatch.alerts.smtp.password",
        "ringwatch: {tls: {certificate: none.pem, key: pom.xml}}|1: ringwatch.tls.certificate must be a PEM file that can be read (",
        "ringwatch: {operators: {sign-on: {issuer: 'https://id'}}}|1: ringwatch.operators.sign-on needs issuer, client-id and client-secret, as the provider gave them (",
      })
  void namesWhereSettingsDoNotGoTogether(String yaml, String said) {
    List<String> complaints = complaints(yaml.replace("\\n", "\n"), Map.of());
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst()).startsWith("ringwatch.yaml:" + said);
  }

  @Test
  void namesAllFaultsAtOnce() {
    assertThat(
            complaints(
                """
                ringwatch:
                  retension: 5
                  ingest:
                    max-events: none
                logging:
                  level: loud
                """,
                Map.of("RINGWATCH_MAX_BODY", "5MB", "RINGWATCH_RETENTION", "-1")))
        .satisfiesExactly(
            said -> assertThat(said).isEqualTo("5 faults in the settings:"),
            said -> assertThat(said).startsWith("ringwatch.yaml:2: there is no setting"),
            said -> assertThat(said).startsWith("ringwatch.yaml:4: ringwatch.ingest.max-events"),
            said -> assertThat(said).startsWith("ringwatch.yaml:6: logging.level must hold"),
            said ->
                assertThat(said)
                    .isEqualTo(
                        "environment RINGWATCH_MAX_BODY: no setting has this variable; the nearest"
                            + " is RINGWATCH_INGEST_MAX_BODY"),
            said -> assertThat(said).startsWith("environment RINGWATCH_RETENTION: ringwatch.ret"));
  }

  @Test
  void saysThatAFileIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("latin-1.yaml"), new byte[] {'#', (byte) 0xE4});
    assertThatThrownBy(() -> SettingsInForce.read(Optional.of(file), Map.of(), Map.of()))
        .hasMessage(file + " is not in UTF-8");
  }
}
