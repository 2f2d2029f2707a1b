package dev.ringwatch.postgres.log;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One JSON object whose values are texts: all that an event's attributes are. RFC 8259; what it
 * reads is what PostgreSQL wrote, so it is strict about the form and has no words for a person's
 * mistakes. O(length).
 */
public final class FlatJson {

  private static final int HEX = 16;
  private static final int UNICODE_DIGITS = 4;

  private final String json;
  private int at;

  private FlatJson(String json) {
    this.json = json;
  }

  /** The object of some values by name. */
  public static String text(Map<String, String> values) {
    StringBuilder text = new StringBuilder(32 * values.size());
    text.append('{');
    values.forEach((name, value) -> {
      if (text.length() > 1) {
        text.append(',');
      }
      quote(name, text);
      text.append(':');
      quote(value, text);
    });
    return text.append('}').toString();
  }

  /**
   * The values of an object by name.
   *
   * @throws IllegalArgumentException if it is anything but an object of texts
   */
  public static Map<String, String> values(String json) {
    return new FlatJson(json).object();
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }

  private Map<String, String> object() {
    Map<String, String> values = new HashMap<>();
    expect('{');
    if (!isNext('}')) {
      do {
        String name = string();
        expect(':');
        values.put(name, string());
      } while (isNext(','));
      expect('}');
    }
    return values;
  }

  private boolean isNext(char wanted) {
    skipSpace();
    if (at < json.length() && json.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!isNext(wanted)) {
      throw new IllegalArgumentException(
          "attributes must be a JSON object of texts, but '" + wanted + "' is missing at " + at);
    }
  }

  private void skipSpace() {
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
  }

  private String string() {
    expect('"');
    int end = at;
    while (json.charAt(end) != '"' && json.charAt(end) != '\\') {
      end++;
    }
    if (json.charAt(end) == '"') {
      String plain = json.substring(at, end);
      at = end + 1;
      return plain;
    }
    StringBuilder text = new StringBuilder();
    while (json.charAt(at) != '"') {
      char character = json.charAt(at++);
      text.append(character == '\\' ? escaped() : character);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char character = json.charAt(at++);
    return switch (character) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += UNICODE_DIGITS;
        yield (char) Integer.parseInt(json, at - UNICODE_DIGITS, at, HEX);
      }
      default -> character;
    };
  }
}
