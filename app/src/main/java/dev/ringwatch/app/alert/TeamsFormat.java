package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.risk.Band;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages for workflows of Microsoft Teams that take webhook requests: an Adaptive Card 1.5 in a
 * message. Whatever comes from outside stands in the runs of a {@code RichTextBlock}, in which
 * there is no Markdown (learn.microsoft.com, Adaptive Cards, "Text features"); facts and text
 * blocks, in which there is, hold nothing but our own words.
 *
 * <p>Limit (learn.microsoft.com, "Limits and specifications for Microsoft Teams"): a message 28 KB;
 * some count in UTF-16, so a message has at most half as many characters.
 */
final class TeamsFormat implements AlertFormat {

  static final int MAX_BYTES = 28 * 1024;

  private static final int MAX_LINK = 2_000;
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final AlertLinks links;

  TeamsFormat(AlertLinks links) {
    this.links = links;
  }

  @Override
  public String body(Alert alert, boolean test) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put(TYPE, "AdaptiveCard");
    card.put("version", "1.5");
    card.put("body", parts(alert, test));
    card.put("actions", actions(alert));
    return JSON.writeValueAsString(
        Map.of(
            TYPE,
            "message",
            "attachments",
            List.of(
                Map.of(
                    "contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
  }

  private static List<Map<String, Object>> parts(Alert alert, boolean test) {
    List<Map<String, Object>> parts = new ArrayList<>();
    Map<String, Object> title = run(AlertWords.title(alert, test));
    title.put("size", "Medium");
    title.put("weight", "Bolder");
    title.put("color", color(alert.band()));
    parts.add(rich(title));
    parts.add(rich(run(AlertWords.meaning(alert.change()))));
    parts.add(
        Map.of(
            TYPE,
            "FactSet",
            "facts",
            List.of(
                fact("Score", AlertWords.score(alert.score())),
                fact("Band", alert.band().label()),
                fact("Incident", Long.toString(alert.incident())))));
    parts.add(rich(run("Key: " + Plain.line(alert.dedupKey(), AlertWords.MAX_NAME))));
    AlertWords.reasons(alert).forEach(reason -> parts.add(rich(run("\u2022 " + reason))));
    List<String> members = AlertWords.members(alert);
    if (!members.isEmpty()) {
      parts.add(rich(run("Members: " + String.join(", ", members))));
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

  private static Map<String, String> fact(String title, String value) {
    return Map.of("title", title, "value", value);
  }

  private List<Map<String, String>> actions(Alert alert) {
    AlertLinks.Links both = links.of(alert);
    List<Map<String, String>> actions = new ArrayList<>();
    addAction(actions, "Open in Ringwatch", both.page());
    addAction(actions, "Evidence", both.api());
    return actions;
  }

  private static void addAction(List<Map<String, String>> actions, String title, String url) {
    if (url.length() <= MAX_LINK) {
      actions.add(Map.of(TYPE, "Action.OpenUrl", "title", title, "url", url));
    }
  }

  private static String color(Band band) {
    return switch (band) {
      case HIGH -> "Attention";
      case MEDIUM -> "Warning";
      case LOW -> "Default";
    };
  }
}
