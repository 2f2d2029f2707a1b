package dev.ringwatch.app.alert;

import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Letters, in plain text and in HTML; as JSON of a {@link Letter}, of which an e-mail is made as it
 * is sent. A subject has at most {@value #MAX_SUBJECT} characters, of the 998 that a line of a
 * message may have at most (RFC 5322, 2.1.1); it is folded and encoded for the wire.
 */
final class EmailFormat {

  static final int MAX_SUBJECT = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EmailFormat() {}

  /** The letter. */
  static String body(Wording wording) {
    String subject = Plain.line("[Ringwatch] " + wording.title(), MAX_SUBJECT);
    return JSON.writeValueAsString(
        new Letter(subject, text(wording), html(wording), wording.thread(), wording.at()));
  }

  private static String text(Wording wording) {
    StringBuilder text = new StringBuilder();
    text.append(wording.title()).append("\n\n").append(wording.meaning()).append("\n\n");
    wording.facts().forEach(fact -> text.append(fact).append('\n'));
    for (Wording.Listing list : wording.lists()) {
      text.append('\n').append(list.title()).append(":\n");
      list.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    }
    text.append('\n');
    wording
        .links()
        .forEach(link -> text.append(link.text()).append(": ").append(link.url()).append('\n'));
    return text.toString();
  }

  private static String html(Wording wording) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body>");
    html.append("<h2>").append(escaped(wording.title())).append("</h2>");
    html.append("<p>").append(escaped(wording.meaning())).append("</p><ul>");
    wording.facts().forEach(fact -> appendItem(html, fact));
    html.append("</ul>");
    for (Wording.Listing list : wording.lists()) {
      html.append("<h3>").append(escaped(list.title())).append("</h3><ul>");
      list.lines().forEach(line -> appendItem(html, line));
      html.append("</ul>");
    }
    for (Wording.Link link : wording.links()) {
      html.append("<p><a href=\"").append(escaped(link.url())).append("\">");
      html.append(escaped(link.text())).append("</a></p>");
    }
    return html.append("</body></html>").toString();
  }

  private static void appendItem(StringBuilder html, String text) {
    html.append("<li>").append(escaped(text)).append("</li>");
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
