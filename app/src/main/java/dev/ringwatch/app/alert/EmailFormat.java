package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import java.util.List;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Letters, in plain text and in HTML; as JSON of a {@link Letter}, of which an e-mail is made as it
 * is sent. A subject has at most {@value #MAX_SUBJECT} characters, of the 998 that a line of a
 * message may have at most (RFC 5322, 2.1.1); it is folded and encoded for the wire.
 */
final class EmailFormat implements AlertFormat {

  static final int MAX_SUBJECT = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AlertLinks links;

  EmailFormat(AlertLinks links) {
    this.links = links;
  }

  @Override
  public String body(Alert alert, boolean test) {
    String subject = Plain.line("[Ringwatch] " + AlertWords.title(alert, test), MAX_SUBJECT);
    String thread = (test ? "test" : "incident-" + alert.incident()) + "@" + links.host();
    return JSON.writeValueAsString(
        new Letter(subject, text(alert, test), html(alert, test), thread, alert.at()));
  }

  private String text(Alert alert, boolean test) {
    StringBuilder text = new StringBuilder();
    text.append(AlertWords.title(alert, test)).append("\n\n");
    text.append(AlertWords.meaning(alert.change())).append('\n');
    appendList(text, "Why", AlertWords.reasons(alert));
    appendList(text, "Members", AlertWords.members(alert));
    AlertLinks.Links both = links.of(alert);
    text.append("\nPage: ").append(both.page());
    text.append("\nEvidence: ").append(both.api());
    text.append("\nKey: ").append(key(alert)).append('\n');
    return text.toString();
  }

  private static String key(Alert alert) {
    return Plain.line(alert.dedupKey(), AlertWords.MAX_NAME);
  }

  private static void appendList(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append(":\n");
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
  }

  private String html(Alert alert, boolean test) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body>");
    html.append("<h2>").append(escaped(AlertWords.title(alert, test))).append("</h2>");
    html.append("<p>").append(escaped(AlertWords.meaning(alert.change()))).append("</p>");
    appendHtml(html, "Why", AlertWords.reasons(alert));
    appendHtml(html, "Members", AlertWords.members(alert));
    AlertLinks.Links both = links.of(alert);
    html.append("<p>").append(link(both.page(), "Open in Ringwatch")).append(" \u00b7 ");
    html.append(link(both.api(), "Evidence")).append("</p>");
    html.append("<p>Key: ").append(escaped(key(alert))).append("</p></body></html>");
    return html.toString();
  }

  private static void appendHtml(StringBuilder html, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.append("<h3>").append(title).append("</h3><ul>");
      lines.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
      html.append("</ul>");
    }
  }

  private static String link(String address, String text) {
    return "<a href=\"" + escaped(address) + "\">" + text + "</a>";
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
