package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.ringwatch.postgres.Role;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an OpenAPI document says of a server, and whether answers are as it says. */
final class DescribedApi {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  DescribedApi(String json) {
    document = JSON.readTree(json);
  }

  JsonNode document() {
    return document;
  }

  /** All of it that breaks another schema. */
  List<Error> problemsUnder(JsonNode schema) {
    return schemas.getSchema(schema).validate(document);
  }

  /** Does something with every operation, by route such as {@code GET /health}. */
  void forEach(BiConsumer<String, JsonNode> does) {
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> part : path.getValue().properties()) {
        if (METHODS.contains(part.getKey())) {
          does.accept(
              part.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), part.getValue());
        }
      }
    }
  }

  /** The routes that it names. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    forEach((route, operation) -> routes.add(route));
    return routes;
  }

  /** The answers that it names, such as {@code GET /health 200}. */
  Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    forEach((route, operation) ->
        operation
            .get("responses")
            .propertyNames()
            .forEach(status -> answers.add(route + " " + status)));
    return answers;
  }

  private JsonNode operation(String route) {
    String[] parts = route.split(" ", 2);
    return document.get("paths").get(parts[1]).get(parts[0].toLowerCase(Locale.ROOT));
  }

  /**
   * Whether it says that somebody may use a route.
   *
   * @param who {@code nobody}, a role, or {@code key} and its scopes with commas
   */
  boolean lets(String route, String who) {
    JsonNode security = operation(route).get("security");
    boolean lets = security.isEmpty();
    for (JsonNode way : security) {
      lets |= way.has("key") && hasScopes(who, way.get("key"));
      lets |= way.has("session") && hasRole(who, way.get("session").get(0).asString());
    }
    return lets;
  }

  private static boolean hasScopes(String who, JsonNode needed) {
    if (!who.startsWith("key ")) {
      return false;
    }
    List<String> scopes = List.of(who.substring("key ".length()).split(", ", -1));
    for (JsonNode scope : needed) {
      if (!scopes.contains(scope.asString())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasRole(String who, String least) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(who))
        .anyMatch(role -> role.compareTo(Role.of(least)) >= 0);
  }

  /** What a reference stands for, or the node itself. */
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /**
   * Checks that an answer is one that the document names, with the type and the content that it
   * says, and nothing besides.
   */
  void check(String route, HttpResponse<String> answer) {
    String said = route + " " + answer.statusCode() + " " + answer.body();
    assertThat(answers()).as(said).contains(route + " " + answer.statusCode());
    JsonNode described =
        resolved(operation(route).get("responses").get(Integer.toString(answer.statusCode())));
    for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
      assertThat(answer.headers().firstValue(header.getKey())).as(said).isPresent();
    }
    if (!described.has("content")) {
      assertThat(answer.body()).as(said).isEmpty();
      return;
    }
    Map.Entry<String, JsonNode> content = described.get("content").properties().iterator().next();
    assertThat(answer.headers().firstValue("Content-Type")).as(said).hasValue(content.getKey());
    boolean lines = content.getKey().equals("application/x-ndjson");
    for (String text : lines ? answer.body().lines().toList() : List.of(answer.body())) {
      assertThat(problems(content.getValue().get("schema"), JSON.readTree(text)))
          .as(said)
          .isEmpty();
    }
  }

  /** What is wrong with a value under a schema of the document. */
  List<Error> problems(JsonNode schema, JsonNode value) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("components", document.get("components").deepCopy());
    close(whole);
    Schema compiled = schemas.getSchema(whole);
    return compiled.validate(value);
  }

  /** What is not described must not be there: clients are promised nothing, and we are told. */
  private static void close(JsonNode schema) {
    boolean described = schema.has("properties") && !schema.has("additionalProperties");
    if (described && schema instanceof ObjectNode object && !isOpen(schema)) {
      object.put("additionalProperties", false);
    }
    schema.forEach(DescribedApi::close);
  }

  /** Events keep whatever they bring. */
  private static boolean isOpen(JsonNode schema) {
    return schema.get("properties").has("target_owner");
  }
}
