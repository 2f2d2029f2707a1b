package dev.ringwatch.app.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document: written by hand, in one file a subject, and joined. What describes itself
 * from the code would not see bodies that our own decoder reads nor answers that filters give; so
 * tests hold it to the routes and to what they really answer.
 */
final class ApiDocument {

  /** The files, in {@code openapi/}; the first has what all have in common. */
  private static final List<String> FILES =
      List.of(
          "ringwatch",
          "events",
          "search",
          "accounts",
          "erasures",
          "rings",
          "incidents",
          "verdicts",
          "queue",
          "thresholds",
          "hunts",
          "models",
          "learned",
          "lists",
          "alerts",
          "server");

  private ApiDocument() {}

  /** The document, as maps, lists and plain values. */
  static Map<String, Object> read(String version) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (String file : FILES) {
      join(document, load(file), file);
    }
    Map<String, Object> info = map(Objects.requireNonNull(document.get("info")));
    info.put("version", version);
    return document;
  }

  private static Map<String, Object> load(String file) {
    String resource = "/openapi/" + file + ".yaml";
    try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
      return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a part; where both have a map the maps are joined, and nothing may be said twice. */
  private static void join(Map<String, Object> whole, Map<String, Object> part, String file) {
    part.forEach((name, value) -> {
      Object there = whole.putIfAbsent(name, value);
      if (there instanceof Map && value instanceof Map) {
        join(map(there), map(value), file);
      } else if (there != null) {
        throw new IllegalStateException(name + " in " + file + ".yaml is in another file too");
      }
    });
  }

  @SuppressWarnings("unchecked") // the names in our files are texts
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
