package dev.ringwatch.app.serve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a page that posts, as far as a test that fills it in needs one.
 *
 * @param action where it goes to
 * @param fields by their names, buttons among them: the values that the page offers for each, none
 *     where one is to be typed
 */
record PageForm(String action, Map<String, List<String>> fields) {

  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("<(input|button|select|textarea|option)\\b([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

  /** The forms of a page that post. */
  static List<PageForm> of(String page) {
    List<PageForm> forms = new ArrayList<>();
    Matcher form = FORM.matcher(page);
    while (form.find()) {
      Map<String, String> attributes = attributes(form.group(1));
      String action = attributes.getOrDefault("action", "");
      if (attributes.getOrDefault("method", "").equals("post") && !action.isEmpty()) {
        forms.add(new PageForm(action, fields(form.group(2))));
      }
    }
    return forms;
  }

  private static Map<String, List<String>> fields(String content) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String choice = "";
    Matcher field = FIELD.matcher(content);
    while (field.find()) {
      Map<String, String> attributes = attributes(field.group(2));
      boolean option = field.group(1).equals("option");
      String name = option ? choice : attributes.getOrDefault("name", "");
      if (field.group(1).equals("select")) {
        choice = name;
      }
      if (!name.isEmpty()) {
        List<String> offered = fields.computeIfAbsent(name, key -> new ArrayList<>());
        if (attributes.containsKey("value")) {
          offered.add(attributes.getOrDefault("value", ""));
        }
      }
    }
    return fields;
  }

  private static Map<String, String> attributes(String tag) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(tag);
    while (attribute.find()) {
      attributes.put(attribute.group(1), plain(attribute.group(2)));
    }
    return attributes;
  }

  /** Text of an attribute without its encoding. */
  static String plain(String encoded) {
    return encoded
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
