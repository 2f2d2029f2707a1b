package dev.ringwatch.app.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What somebody wrote into the fields of a form. */
final class FormText {

  private FormText() {}

  /** A field, without what surrounds it; empty if it was not sent. */
  static String of(HttpServletRequest request, String name) {
    String text = request.getParameter(name);
    return text == null ? "" : text.strip();
  }

  /**
   * A whole number; empty if the field is.
   *
   * @throws IllegalArgumentException if something else stands there
   */
  static Optional<Integer> number(HttpServletRequest request, String name) {
    String text = of(request, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(name + " is a whole number, not " + text);
    }
    return Optional.of(Integer.valueOf(text));
  }

  /**
   * A time as browsers send it, which know no zone: UTC; empty if the text is.
   *
   * @throws IllegalArgumentException if something else stands there
   */
  static Optional<Instant> time(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is a time such as 2027-01-31T12:00, not " + text);
    }
  }
}
