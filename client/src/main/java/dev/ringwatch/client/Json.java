package dev.ringwatch.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of JSON as the client needs: texts out, the server's receipt in. */
final class Json {

  /** An event that was not taken. */
  record Refused(int index, String reason) {}

  private static final Pattern REFUSED =
      Pattern.compile("\\{\"index\":(\\d+),\"reason\":\"((?:[^\"\\\\]|\\\\.)*)\"}");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private Json() {}

  static void write(String text, StringBuilder into) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        into.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        into.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        into.append(c);
      }
    }
    into.append('"');
  }

  /** What a receipt says was refused. */
  static List<Refused> refused(String receipt) {
    List<Refused> refused = new ArrayList<>();
    Matcher one = REFUSED.matcher(receipt);
    while (one.find()) {
      refused.add(new Refused(Integer.parseInt(one.group(1)), text(one.group(2))));
    }
    return refused;
  }

  private static String text(String escaped) {
    return ESCAPED
        .matcher(escaped)
        .replaceAll(one -> {
          String code = one.group(1);
          String plain =
              switch (code.charAt(0)) {
                case 'u' ->
                    code.length() == 5
                        ? String.valueOf((char) Integer.parseInt(code.substring(1), 16))
                        : "u";
                case 'n' -> "\n";
                case 't' -> "\t";
                case 'r' -> "\r";
                case 'b' -> "\b";
                case 'f' -> "\f";
                default -> code;
              };
          return Matcher.quoteReplacement(plain);
        });
  }
}
