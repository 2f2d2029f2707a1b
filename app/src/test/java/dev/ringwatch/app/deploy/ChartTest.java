package dev.ringwatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The chart, rendered by Helm itself, asks Kubernetes for what the server needs and no more. */
class ChartTest {

  private static final Path CHART = Repository.root().resolve("deploy/helm/ringwatch");
  private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");

  /** What is rendered, by kind and name. */
  private static Map<String, JsonNode> rendered(UnaryOperator<TemplateCommand> with) {
    TemplateCommand template = new Helm(CHART).template().withName("rw").withKubeVersion("1.34.0");
    Map<String, JsonNode> objects = new TreeMap<>();
    for (String text : BETWEEN.splitAsStream(with.apply(template).call()).toList()) {
      JsonNode object = Repository.yaml(text);
      if (object.isObject()) {
        String name = object.get("kind").asString() + " " + object.at("/metadata/name").asString();
        assertThat(objects.put(name, object)).as(name).isNull();
      }
    }
    return objects;
  }

  private static TemplateCommand ownDatabase(TemplateCommand template) {
    return template
        .set("database.url", "jdbc:postgresql://db.example.org/ringwatch")
        .set("database.existingSecret", "passwords")
        .set("networkPolicy.databaseTo[0].ipBlock.cidr", "10.9.8.7/32");
  }

  private static JsonNode object(Map<String, JsonNode> objects, String name) {
    return Objects.requireNonNull(objects.get(name), name);
  }

  private static JsonNode pod(Map<String, JsonNode> objects) {
    return object(objects, "StatefulSet rw-ringwatch").at("/spec/template/spec");
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode one : list) {
      if (one.path("name").asString("").equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  @Test
  void passesHelmsOwnCheck() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void rendersWhatAServerNeeds() {
    assertThat(rendered(template -> template))
        .containsOnlyKeys(
            "ConfigMap rw-ringwatch",
            "NetworkPolicy rw-ringwatch",
            "PodDisruptionBudget rw-ringwatch",
            "Service rw-ringwatch",
            "Service rw-ringwatch-pods",
            "ServiceAccount rw-ringwatch",
            "StatefulSet rw-ringwatch");
  }

  @Test
  void runsWithoutAnyRight() {
    JsonNode pod = pod(rendered(template -> template));
    JsonNode container = pod.get("containers").get(0);
    assertThat(pod.get("securityContext").toString())
        .contains(
            "\"runAsNonRoot\":true",
            "\"runAsUser\":10001",
            "\"fsGroup\":10001",
            "\"seccompProfile\":{\"type\":\"RuntimeDefault\"}");
    assertThat(container.get("securityContext").toString())
        .isEqualTo(
            "{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
    assertThat(pod.get("automountServiceAccountToken").booleanValue()).isFalse();
    assertThat(pod.get("enableServiceLinks").booleanValue()).isFalse();
    // All that may be written.
    assertThat(container.get("volumeMounts").findValuesAsString("mountPath"))
        .containsExactly("/data", "/tmp", "/etc/ringwatch");
  }

  @Test
  void asksItsProbesAndBoundsItsMemory() {
    JsonNode container = pod(rendered(template -> template)).get("containers").get(0);
    assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/health/ready");
    assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo("/health/live");
    assertThat(container.at("/resources/limits/memory"))
        .isEqualTo(container.at("/resources/requests/memory"));
    assertThat(named(container.get("env"), "RINGWATCH_HEAP").get("value").asString())
        .isEqualTo("3g");
    assertThat(container.at("/ports/0/containerPort").intValue()).isEqualTo(8080);
  }

  @Test
  void takesPasswordsFromASecretAndNeverShowsOne() {
    Map<String, JsonNode> objects = rendered(ChartTest::ownDatabase);
    JsonNode pod = pod(objects);
    JsonNode environment = pod.get("containers").get(0).get("env");
    assertThat(named(environment, "RINGWATCH_DATABASE_URL").get("value").asString())
        .isEqualTo("jdbc:postgresql://db.example.org/ringwatch");
    assertThat(environment.findValuesAsString("name"))
        .contains("RINGWATCH_DATABASE_PASSWORD_FILE", "RINGWATCH_HUNTS_DATABASE_PASSWORD_FILE")
        .doesNotContain("RINGWATCH_DATABASE_PASSWORD");
    assertThat(named(pod.get("volumes"), "passwords").at("/secret/secretName").asString())
        .isEqualTo("passwords");
    assertThat(object(objects, "NetworkPolicy rw-ringwatch").toString())
        .contains("{\"cidr\":\"10.9.8.7/32\"}", "\"port\":5432");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka, kafka, kafka-password, RINGWATCH_KAFKA_PASSWORD_FILE",
    "mail, mail, smtp-password, RINGWATCH_ALERTS_SMTP_PASSWORD_FILE",
    "signOn, sign-on, client-secret, RINGWATCH_OPERATORS_SIGN_ON_CLIENT_SECRET_FILE"
  })
  void takesAPasswordOfASettingFromASecretOfItsOwn(
      String value, String name, String key, String variable) throws IOException {
    JsonNode pod = pod(rendered(template -> template.set(value + ".existingSecret", "theirs")));
    JsonNode container = pod.get("containers").get(0);
    assertThat(named(container.get("env"), variable).get("value").asString())
        .isEqualTo("/run/secrets/" + name + "/" + key);
    assertThat(named(container.get("volumeMounts"), name + "-password").get("mountPath").asString())
        .isEqualTo("/run/secrets/" + name);
    assertThat(named(pod.get("volumes"), name + "-password").at("/secret/secretName").asString())
        .isEqualTo("theirs");
    assertThat(Repository.read("docs/configuration.md")).contains("`" + variable + "`");
  }

  @Test
  void letsMailOutByThePortThatItGoesBy() {
    Map<String, JsonNode> objects = rendered(template -> template.set("mail.port", "587"));
    assertThat(object(objects, "NetworkPolicy rw-ringwatch").toString()).contains("\"port\":587");
  }

  @Test
  void keepsEveryoneElseOutAndTheServerOnTheInternet() {
    JsonNode policy =
        object(rendered(template -> template), "NetworkPolicy rw-ringwatch").get("spec");
    assertThat(policy.get("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    assertThat(policy.at("/ingress/0/from").toString()).isEqualTo("[{\"podSelector\":{}}]");
    assertThat(policy.toString())
        .contains("\"except\":[\"10.0.0.0/8\"", "169.254.0.0/16")
        .doesNotContain("5432", "587");
    assertThat(rendered(template -> template.set("networkPolicy.enabled", "false")).keySet())
        .noneMatch(name -> name.startsWith("NetworkPolicy"));
  }

  @Test
  void hasSettingsThatTheServerTakesAndStartsAgainWhenTheyChange() {
    Map<String, JsonNode> objects =
        rendered(template ->
            template
                .set("settings.url", "https://ringwatch.example.org")
                .set("behindProxy", "true"));
    JsonNode file =
        Repository.yaml(
            object(objects, "ConfigMap rw-ringwatch").at("/data/ringwatch.yaml").asString());
    assertThat(file.at("/ringwatch/retention").intValue()).isEqualTo(30);
    assertThat(file.at("/ringwatch/url").asString()).isEqualTo("https://ringwatch.example.org");
    assertThat(file.at("/server/forward-headers-strategy").asString()).isEqualTo("native");
    String checksum = "/spec/template/metadata/annotations/checksum~1settings";
    assertThat(object(objects, "StatefulSet rw-ringwatch").at(checksum).asString())
        .hasSize(64)
        .isNotEqualTo(
            object(rendered(template -> template), "StatefulSet rw-ringwatch")
                .at(checksum)
                .asString());
  }

  @Test
  void rendersAnIngressAndAMonitorWhereTheyAreWanted() {
    Map<String, JsonNode> objects =
        rendered(template ->
            template
                .set("ingress.enabled", "true")
                .set("ingress.tlsSecret", "certificate")
                .set("serviceMonitor.enabled", "true")
                .set("serviceMonitor.keySecret.name", "metrics-key")
                .set("image.digest", "sha256:abc"));
    assertThat(object(objects, "Ingress rw-ringwatch").at("/spec/tls/0/secretName").asString())
        .isEqualTo("certificate");
    JsonNode selected =
        object(objects, "ServiceMonitor rw-ringwatch").at("/spec/selector/matchLabels");
    assertThat(object(objects, "Service rw-ringwatch").at("/metadata/labels").properties())
        .containsAll(selected.properties());
    assertThat(object(objects, "Service rw-ringwatch-pods").at("/metadata/labels").properties())
        .as("or every pod is asked twice")
        .doesNotContainSequence(selected.properties());
    assertThat(pod(objects).at("/containers/0/image").asString()).isEqualTo("ringwatch@sha256:abc");
  }

  @Test
  void saysWhatIsMissingBeforeItInstallsAnything() {
    assertThatThrownBy(
            () -> rendered(template -> template.set("database.url", "jdbc:postgresql://db/x")))
        .hasMessageContaining("database.url needs database.existingSecret");
    assertThatThrownBy(() ->
            rendered(template ->
                template
                    .set("database.url", "jdbc:postgresql://db/x")
                    .set("database.existingSecret", "s")))
        .hasMessageContaining("needs networkPolicy.databaseTo");
    assertThatThrownBy(() -> rendered(template -> template.set("serviceMonitor.enabled", "true")))
        .hasMessageContaining("serviceMonitor.keySecret.name");
  }
}
