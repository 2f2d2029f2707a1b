package dev.ringwatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Dockerfile and docker-compose.yml, as far as they can be looked at without Docker; what is in the
 * image, {@code bin/image-smoke} builds and runs.
 */
class ImageTest {

  /** A name with a version that says more than a major one, or with a digest. */
  private static final Pattern PINNED =
      Pattern.compile(
          "[\\w./-]+(:\\d+\\.\\d+[\\w.-]*|:v\\d+\\.\\d+[\\w.-]*|:\\w+-\\d{8}[\\w-]*)"
              + "(@sha256:[0-9a-f]{64})?");

  /** The Dockerfile's instructions, each on one line. */
  private static List<String> instructions() throws IOException {
    List<String> instructions = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : Repository.read("Dockerfile").lines().toList()) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      boolean goesOn = line.endsWith("\\");
      open.append(goesOn ? line.substring(0, line.length() - 1) : line);
      if (!goesOn) {
        instructions.add(open.toString().replaceAll("\\s+", " "));
        open.setLength(0);
      }
    }
    return instructions;
  }

  private static JsonNode services() throws IOException {
    return Repository.yaml(Repository.read("docker-compose.yml")).get("services");
  }

  @Test
  void buildsFromImagesOfOneVersion() throws IOException {
    List<String> from =
        instructions().stream()
            .filter(line -> line.startsWith("FROM "))
            .map(line -> line.split(" ", -1)[1])
            .toList();
    assertThat(from).hasSize(2).allMatch(image -> PINNED.matcher(image).matches());
    for (JsonNode service : services()) {
      String image = service.get("image").asString();
      assertThat(PINNED.matcher(image).matches()).as(image).isTrue();
    }
    assertThat(from).contains(services().at("/receiver/image").asString());
  }

  @Test
  void runsTheServerAsNobodyInParticular() throws IOException {
    List<String> last = instructions();
    last = last.subList(lastFrom(last), last.size());
    assertThat(last)
        .contains(
            "USER 10001:10001", "VOLUME /data", "ENTRYPOINT [\"ringwatch\"]", "CMD [\"serve\"]")
        .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/health/ready"))
        .noneMatch(line -> line.startsWith("ADD ") || line.contains("apt-get"));
    // Of what changes seldom the layers come first.
    assertThat(last.stream().filter(line -> line.startsWith("COPY ")))
        .containsExactly(
            "COPY --from=build /image/java /opt/ringwatch/java",
            "COPY --from=build /image/lib /opt/ringwatch/lib",
            "COPY --from=build /image/bin /opt/ringwatch/bin",
            "COPY --from=build /image/app /opt/ringwatch/app");
  }

  private static int lastFrom(List<String> instructions) {
    int last = 0;
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i).startsWith("FROM ")) {
        last = i;
      }
    }
    return last;
  }

  @Test
  void sendsTheBuildAllThatItReadsAndNoSecret() throws IOException {
    List<String> sent =
        Repository.read(".dockerignore").lines().filter(line -> line.startsWith("!")).toList();
    for (JsonNode module : modules()) {
      assertThat(sent).anyMatch(line -> line.matches("!" + module.asString() + "(/pom.xml)?"));
    }
    assertThat(sent).contains("!pom.xml", "!mvnw", "!.mvn", "!bin", "!deploy/image");
    assertThat(sent).noneMatch(line -> line.contains("secrets") || line.contains("data"));
  }

  private static JsonNode modules() throws IOException {
    String list =
        Pattern.compile("<module>(.*)</module>")
            .matcher(Repository.read("pom.xml"))
            .results()
            .map(module -> "- " + module.group(1))
            .reduce("", (all, one) -> all + one + "\n");
    return Repository.yaml(list);
  }

  @Test
  void composeTakesRightsFromEveryContainer() throws IOException {
    for (var service : services().properties()) {
      JsonNode one = service.getValue();
      assertThat(one.get("cap_drop").toString()).as(service.getKey()).isEqualTo("[\"ALL\"]");
      assertThat(one.get("security_opt").toString())
          .as(service.getKey())
          .isEqualTo("[\"no-new-privileges:true\"]");
      if (!service.getKey().equals("postgres")) {
        assertThat(one.get("read_only").booleanValue()).as(service.getKey()).isTrue();
      }
      for (JsonNode port : one.path("ports")) {
        assertThat(port.asString()).as(service.getKey()).startsWith("127.0.0.1:");
      }
    }
  }

  @Test
  void composeNamesOnlyWhatIsThere() throws IOException {
    JsonNode compose = Repository.yaml(Repository.read("docker-compose.yml"));
    Set<String> used = new TreeSet<>();
    for (JsonNode service : compose.get("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asString().split(":", -1)[0];
        if (source.startsWith("./")) {
          assertThat(Repository.root().resolve(source)).exists();
        } else {
          used.add(source);
        }
      }
      service
          .path("secrets")
          .forEach(secret -> assertThat(compose.get("secrets").has(secret.asString())).isTrue());
      service
          .path("depends_on")
          .properties()
          .forEach(other -> assertThat(compose.get("services").has(other.getKey())).isTrue());
    }
    List<String> volumes = new ArrayList<>();
    compose.get("volumes").properties().forEach(volume -> volumes.add(volume.getKey()));
    assertThat(used).containsExactlyInAnyOrderElementsOf(volumes);
  }

  @Test
  void composeWithKafkaAddsABrokerAndLeadsTheServerToIt() throws IOException {
    JsonNode over = Repository.yaml(Repository.read("deploy/kafka/docker-compose.yml"));
    JsonNode kafka = over.at("/services/kafka");
    assertThat(PINNED.matcher(kafka.get("image").asString()).matches()).isTrue();
    assertThat(kafka.get("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(kafka.get("security_opt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
    assertThat(kafka.has("ports")).as("inside only").isFalse();
    JsonNode settings = over.at("/services/ringwatch/environment");
    assertThat(settings.get("RINGWATCH_LOG").asString()).isEqualTo("kafka");
    assertThat(kafka.at("/environment/KAFKA_ADVERTISED_LISTENERS").asString())
        .endsWith("//" + settings.get("RINGWATCH_KAFKA_SERVERS").asString());
    for (var service : over.get("services").properties()) {
      assertThat(services().has(service.getKey()) || service.getKey().equals("kafka")).isTrue();
      assertThat(service.getValue().path("depends_on").has("kafka"))
          .isEqualTo(service.getKey().equals("ringwatch"));
    }
  }

  @Test
  void everySecretOfComposeIsMadeByTheScript() throws IOException {
    String script = Repository.read("bin/compose-secrets");
    for (var secret :
        Repository.yaml(Repository.read("docker-compose.yml")).get("secrets").properties()) {
      assertThat(secret.getValue().get("file").asString())
          .isEqualTo("./deploy/secrets/" + secret.getKey());
      assertThat(script).contains(" " + secret.getKey().replace("-password", ""));
    }
    assertThat(Repository.read(".gitignore").lines()).contains("/deploy/secrets/");
  }

  @Test
  void prometheusHasTheAlertsOfTheDocumentation() throws IOException {
    String rules = Repository.read("deploy/prometheus/rules.yml");
    String written = rules.substring(rules.indexOf("groups:"));
    assertThat(Repository.read("docs/operations.md")).contains("```yaml\n" + written + "```");
    assertThat(
            Repository.yaml(Repository.read("deploy/prometheus/prometheus.yml"))
                .at("/scrape_configs/0/static_configs/0/targets/0")
                .asString())
        .isEqualTo("ringwatch:8080");
  }

  @Test
  void workflowsRunOurScriptsAndNameActionsByCommit() throws IOException {
    String workflow = Repository.read(".github/workflows/check.yml");
    int actions = 0;
    for (JsonNode job : Repository.yaml(workflow).get("jobs")) {
      for (JsonNode step : job.get("steps")) {
        if (step.has("uses")) {
          assertThat(step.get("uses").asString()).matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}");
          actions++;
        }
      }
    }
    assertThat(actions).isPositive();
    assertThat(workflow)
        .contains("run: .ci/run", "run: bin/check -Pcoverage", "run: bin/image-smoke");
    for (String script : List.of("bin/check", "bin/smoke")) {
      assertThat(Repository.read(".ci/run")).contains(script);
    }
  }

  @Test
  void everyScriptCanBeRun() throws IOException {
    try (Stream<java.nio.file.Path> scripts = Files.list(Repository.root().resolve("bin"))) {
      assertThat(scripts.filter(path -> !path.endsWith("lib.sh"))).allMatch(Files::isExecutable);
    }
    assertThat(Repository.root().resolve("deploy/image/ringwatch")).isExecutable();
  }
}
