package dev.ringwatch.app.alert;

import dev.ringwatch.risk.Band;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages for workflows of Microsoft Teams that take webhook requests: an Adaptive Card 1.5 in a
 * message. All text stands in the runs of {@code RichTextBlock}s, in which there is no Markdown
 * (learn.microsoft.com, Adaptive Cards, "Text features").
 *
 * <p>Limit (learn.microsoft.com, "Limits and specifications for Microsoft Teams"): a message 28 KB;
 * some count in UTF-16, so a message has at most half as many characters.
 */
final class TeamsFormat {

  static final int MAX_BYTES = 28 * 1024;

  private static final int MAX_LINK = 1_000;
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private TeamsFormat() {}

  /** The message. */
  static String body(Wording wording) {
    Map<String, Object> card =
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            TYPE,
            "AdaptiveCard",
            "version",
            "1.5",
            "body",
            parts(wording),
            "actions",
            actions(wording));
    Map<String, Object> attachment =
        Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
    return JSON.writeValueAsString(Map.of(TYPE, "message", "attachments", List.of(attachment)));
  }

  private static List<Map<String, Object>> parts(Wording wording) {
    List<Map<String, Object>> parts = new ArrayList<>();
    Map<String, Object> title = run(wording.title());
    title.put("size", "Medium");
    title.put("weight", "Bolder");
    title.put("color", color(wording.band()));
    parts.add(rich(title));
    parts.add(rich(run(wording.meaning())));
    parts.add(rich(run(String.join(", ", wording.facts()))));
    for (Wording.Listing list : wording.lists()) {
      Map<String, Object> name = run(list.title());
      name.put("weight", "Bolder");
      parts.add(rich(name));
      list.lines().forEach(line -> parts.add(rich(run("\u2022 " + line))));
    }
    return parts;
  }

  private static Map<String, Object> run(String text) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put(TYPE, "TextRun");
    run.put(TEXT, text);
    return run;
  }

  private static Map<String, Object> rich(Map<String, Object> run) {
    return Map.of(TYPE, "RichTextBlock", "inlines", List.of(run));
  }

  /** A link that is too long is left out: half of it leads nowhere. */
  private static List<Map<String, String>> actions(Wording wording) {
    return wording.links().stream()
        .filter(link -> link.url().length() <= MAX_LINK)
        .map(link -> Map.of(TYPE, "Action.OpenUrl", "title", link.text(), "url", link.url()))
        .toList();
  }

  private static String color(Band band) {
    return switch (band) {
      case HIGH -> "Attention";
      case MEDIUM -> "Warning";
      case LOW -> "Default";
    };
  }
}
