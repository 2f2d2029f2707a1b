package dev.ringwatch.app.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages for incoming webhooks of Slack, as Block Kit. Whatever comes from outside stands in
 * {@code plain_text}, in which Slack formats and mentions nothing, and is escaped all the same, as
 * it is where a notification shows it.
 *
 * <p>Limits (docs.slack.dev, Block Kit reference): a header 150 characters, the text of a section
 * 3,000, a field 2,000, ten fields in a section, 50 blocks in a message; beyond about 13,000 in all
 * a message is refused as {@code msg_blocks_too_long}.
 */
final class SlackFormat {

  static final int MAX_HEADER = 150;
  static final int MAX_TEXT = 3_000;
  static final int MAX_FIELD = 300;
  static final int MAX_BLOCKS = 50;
  static final int MAX_IN_ALL = 13_000;

  private static final int MAX_LINK = 1_000;
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private SlackFormat() {}

  /** The message. */
  static String body(Wording wording) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(Map.of(TYPE, "header", TEXT, plain(wording.title(), MAX_HEADER)));
    blocks.add(section(wording.meaning()));
    List<Map<String, Object>> fields =
        wording.facts().stream().map(fact -> plain(fact, MAX_FIELD)).toList();
    blocks.add(Map.of(TYPE, "section", "fields", fields));
    for (Wording.Listing list : wording.lists()) {
      blocks.add(section(list.title() + "\n\u2022 " + String.join("\n\u2022 ", list.lines())));
    }
    wording.links().forEach(link -> addLink(blocks, link));
    String notification = escaped(wording.title(), MAX_FIELD);
    return JSON.writeValueAsString(Map.of(TEXT, notification, "blocks", blocks));
  }

  private static Map<String, Object> section(String text) {
    return Map.of(TYPE, "section", TEXT, plain(text, MAX_TEXT));
  }

  private static Map<String, Object> plain(String text, int most) {
    return Map.of(TYPE, "plain_text", TEXT, escaped(text, most), "emoji", false);
  }

  /** One that is too long is left out: half of it leads nowhere. */
  private static void addLink(List<Map<String, Object>> blocks, Wording.Link link) {
    if (link.url().length() <= MAX_LINK) {
      String text = "<" + link.url() + "|" + link.text() + ">";
      blocks.add(Map.of(TYPE, "section", TEXT, Map.of(TYPE, "mrkdwn", TEXT, text)));
    }
  }

  /** Escapes what Slack gives a meaning to (docs.slack.dev, "Escaping text"), then cuts. */
  static String escaped(String text, int most) {
    StringBuilder escaped = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String shown = escaped(point);
      int room = most - escaped.length() - (i < text.length() ? 1 : 0);
      if (shown.length() > room) {
        return escaped.append('\u2026').toString();
      }
      escaped.append(shown);
    }
    return escaped.toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(point);
    };
  }
}
