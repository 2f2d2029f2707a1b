package dev.ringwatch.postgres.erasure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** How an account's id is written in what is kept: as it is, in JSON, in HTML, in an address. */
final class MentionForms {

  private MentionForms() {}

  /** The id in all forms, each once, as it is first. */
  static Set<String> of(String id) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(id);
    forms.add(json(id));
    String html = id.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    forms.add(html);
    forms.add(html.replace("\"", "&#34;").replace("'", "&#39;"));
    forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
    String address = URLEncoder.encode(id, StandardCharsets.UTF_8);
    forms.add(address);
    forms.add(address.replace("+", "%20"));
    return forms;
  }

  /** The id as it stands in a JSON string. */
  static String json(String id) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> json.append(c);
      }
    }
    return json.toString();
  }
}
