package dev.ringwatch.app.erasure;

import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.erasure.Mentions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes accounts out of texts: of JSON out of its values and never its names, so that it stays what
 * it was. Safe for threads.
 */
final class TextsWithout implements Mentions.Texts {

  private static final String CO_ACTION = "co_action";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public Optional<String> without(String text, AccountName name) {
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        JsonNode node = JSON.readTree(text);
        return rename(node, "", name)
            ? Optional.of(JSON.writeValueAsString(node))
            : Optional.empty();
      } catch (JacksonException e) {
        // It only begins like JSON.
        return name.without(text);
      }
    }
    return name.without(text);
  }

  /** Renames in what a node holds; whether it did. */
  private static boolean rename(JsonNode node, String under, AccountName name) {
    boolean renamed = false;
    switch (node) {
      case ObjectNode object -> {
        renamed = renameCoAction(object, name);
        for (String field : Set.copyOf(object.propertyNames())) {
          Optional<StringNode> put = renamed(object.get(field), field, name);
          put.ifPresent(value -> object.set(field, value));
          renamed |= put.isPresent() || rename(object.get(field), field, name);
        }
      }
      case ArrayNode array -> {
        String each = AccountName.saysAccounts(under) ? "" : under;
        for (int i = 0; i < array.size(); i++) {
          Optional<StringNode> put = renamed(array.get(i), each, name);
          if (put.isPresent()) {
            array.set(i, put.get());
          }
          renamed |= put.isPresent() || rename(array.get(i), each, name);
        }
      }
      default -> {
        // A value, which whoever holds it has looked at.
      }
    }
    return renamed;
  }

  /** What two accounts did together is kept as the action, a space and on what. */
  private static boolean renameCoAction(ObjectNode object, AccountName name) {
    String value = object.path("value").asString("");
    int blank = value.indexOf(' ');
    if (blank < 0 || !object.path("kind").asString("").equals(CO_ACTION)) {
      return false;
    }
    Optional<String> target = name.withoutWhole(value.substring(blank + 1));
    target.ifPresent(put -> object.put("value", value.substring(0, blank + 1) + put));
    return target.isPresent();
  }

  private static Optional<StringNode> renamed(JsonNode value, String under, AccountName name) {
    return value.isString()
        ? name.withoutUnder(under, value.stringValue()).map(StringNode::valueOf)
        : Optional.empty();
  }
}
