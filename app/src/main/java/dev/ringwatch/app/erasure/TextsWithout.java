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

  /**
   * Under these names, and in an array that has none, a value that may be an ordinary word is an
   * account.
   */
  private static final Set<String> SAY_ACCOUNTS =
      Set.of(
          "", "account", "account_id", "accounts", "members", "subject", "target", "target_owner");

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
        for (String field : Set.copyOf(object.propertyNames())) {
          Optional<StringNode> put = renamed(object.get(field), field, name);
          put.ifPresent(value -> object.set(field, value));
          renamed |= put.isPresent() || rename(object.get(field), field, name);
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          Optional<StringNode> put = renamed(array.get(i), under, name);
          if (put.isPresent()) {
            array.set(i, put.get());
          }
          renamed |= put.isPresent() || rename(array.get(i), under, name);
        }
      }
      default -> {
        // A value, which whoever holds it has looked at.
      }
    }
    return renamed;
  }

  private static Optional<StringNode> renamed(JsonNode value, String under, AccountName name) {
    if (!value.isString() || (name.isOrdinary() && !SAY_ACCOUNTS.contains(under))) {
      return Optional.empty();
    }
    return name.without(value.stringValue()).map(StringNode::valueOf);
  }
}
