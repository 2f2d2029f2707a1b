package dev.ringwatch.app.settings;

import dev.ringwatch.app.settings.KnownSetting.Use;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes settings as a file that can be read again. */
final class SettingsText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+(:[A-Za-z0-9/._-]+)*");
  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder();
  private List<String> open = List.of();

  private SettingsText() {}

  /** What is in force, and of each where it comes from; of secrets only that. */
  static String inForce(Map<String, Given> given) {
    SettingsText text = new SettingsText();
    for (KnownSetting setting : KnownSettings.ALL.allWith(given.keySet())) {
      text.open(setting.section(), false);
      Given value = given.get(setting.name());
      if (value == null) {
        text.line("# " + setting.key() + ":  # not set: " + setting.absence().text());
      } else if (setting.use() == Use.SECRET) {
        text.line("# " + setting.key() + ": ***  # " + value.origin());
      } else {
        text.line(setting.key() + ": " + quoted(value.text()) + "  # " + value.origin());
      }
    }
    return text.out.toString();
  }

  /** Every setting as a comment, with its default and what it is. */
  static String defaults() {
    SettingsText text = new SettingsText();
    text.comment(
        "Settings of Ringwatch. What stands behind a # is the default and need not be written. A"
            + " variable of the environment, whose name stands in brackets, wins over this file.");
    for (KnownSetting setting : KnownSettings.ALL.all()) {
      text.open(setting.section(), true);
      text.out.append('\n');
      text.comment(sentence(setting.meaning()) + " " + details(setting));
      if (setting.use() != Use.SECRET) {
        text.line("# " + setting.key() + ": " + example(setting));
      }
    }
    return text.out.toString();
  }

  private static String example(KnownSetting setting) {
    if (setting.absence().isValue()) {
      return quoted(setting.absence().text());
    }
    return " # not set: " + setting.absence().text();
  }

  private static String details(KnownSetting setting) {
    String range = setting.value().range();
    return (setting.use() == Use.SECRET ? "Never in this file. " : "")
        + "("
        + setting.value().type().word()
        + (range.isEmpty() ? "; " : ", " + range + "; ")
        + setting.variable()
        + ")";
  }

  /** Words with a capital and a full stop. */
  static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  /** Begins groups, as far as they are not begun. */
  private void open(String section, boolean withMeaning) {
    List<String> path = Arrays.asList(section.split("\\.", -1));
    int common = 0;
    while (common < Math.min(path.size(), open.size())
        && path.get(common).equals(open.get(common))) {
      common++;
    }
    for (int i = common; i < path.size(); i++) {
      open = path.subList(0, i);
      if (withMeaning) {
        out.append('\n');
        String meaning = KnownSettings.ALL.sections().get(String.join(".", path.subList(0, i + 1)));
        comment(sentence(String.valueOf(meaning)));
      }
      line(path.get(i) + ":");
    }
    open = path;
  }

  private void comment(String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ", -1)) {
      if (line.length() + 1 + word.length() + 2 * open.size() > WIDTH) {
        line(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    line(line.toString());
  }

  private void line(String text) {
    out.append("  ".repeat(open.size())).append(text).append('\n');
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
