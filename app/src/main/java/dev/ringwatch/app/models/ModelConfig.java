package dev.ringwatch.app.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** How a model was learned, as its text begins with it. */
final class ModelConfig {

  /** It stands well within so many characters. */
  static final int CHARS = 4_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What each value is, by its name in the text. */
  private static final Map<String, String> WORDS = words();

  private ModelConfig() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("sample_limit", "Most accounts to learn from");
    words.put("forest_weight", "Share of the forest in the score");
    words.put("z_threshold", "Deviations at which a feature is plainly unusual");
    words.put("min_peers", "Least accounts of a group to be compared with");
    words.put("trees", "Trees of the forest");
    words.put("sample_size", "Accounts for each tree");
    words.put("seed", "Seed of random numbers");
    return words;
  }

  /**
   * A value.
   *
   * @param name what it is
   * @param value it
   * @param before it in the model before; empty if it was the same
   */
  record Row(String name, String value, String before) {}

  /**
   * The values that the beginning of a model's text has, by name; what is cut off behind them is
   * not read.
   */
  static Map<String, String> read(String beginning) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(beginning)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && "config".equals(parser.currentName())) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, parser.getString());
          }
          return values;
        }
      }
    }
    return values;
  }

  /** The values in words, beside those of another model that are not the same. */
  static List<Row> rows(Map<String, String> values, Map<String, String> before) {
    List<Row> rows = new ArrayList<>();
    WORDS.forEach((name, words) -> {
      String value = values.get(name);
      if (value != null) {
        String other = before.getOrDefault(name, value);
        rows.add(new Row(words, value, other.equals(value) ? "" : other));
      }
    });
    return rows;
  }
}
