package dev.ringwatch.app.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The form to ask for silence, as somebody filled it in.
 *
 * @param kinds of which incidents; of all if empty
 * @param subject of which account or ring; of all if empty
 * @param from when it begins, in UTC; now if empty
 * @param end when it ends, in UTC, for the first time if it repeats
 * @param repeats how, and until when
 * @param reason why
 * @param error what is wrong with it; empty if nothing is
 */
record SilenceForm(
    Set<String> kinds,
    String subject,
    String from,
    String end,
    Repeats repeats,
    String reason,
    String error) {

  /** As it is before anybody wrote into it. */
  static final SilenceForm EMPTY =
      new SilenceForm(Set.of(), "", "", "", new Repeats("once", ""), "", "");

  /** For how long one may be asked for beside what it is about. */
  static final List<Length> LENGTHS =
      List.of(
          new Length("1 hour", "PT1H"),
          new Length("4 hours", "PT4H"),
          new Length("1 day", "PT24H"),
          new Length("7 days", "PT168H"));

  /** What a browser sends of a time, which knows no zone. */
  private static final String LOCAL = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?";

  /**
   * For how long one goes on.
   *
   * @param name what that is called
   * @param value the same for a program
   */
  record Length(String name, String value) {}

  /**
   * How one repeats.
   *
   * @param rhythm once, daily or weekly
   * @param until when it ends for good, in UTC
   */
  record Repeats(String rhythm, String until) {}

  static SilenceForm of(HttpServletRequest request) {
    String[] kinds = request.getParameterValues("kind");
    String lasts = text(request, "lasts");
    return new SilenceForm(
        kinds == null
            ? Set.of()
            : Set.of(List.of(kinds).stream().distinct().toArray(String[]::new)),
        text(request, "subject"),
        text(request, "from"),
        lasts.isEmpty() ? text(request, "end") : lasts,
        new Repeats(text(request, "rhythm"), text(request, "until")),
        text(request, "reason"),
        "");
  }

  private static String text(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  SilenceForm with(String why) {
    return new SilenceForm(kinds, subject, from, end, repeats, reason, why);
  }

  /** What the HTTP interface takes in a body; what is wrong with it is said there. */
  Map<String, Object> fields(Instant now) {
    Map<String, Object> fields = new HashMap<>();
    if (!kinds.isEmpty()) {
      fields.put("kinds", List.copyOf(kinds));
    }
    fields.put("subject", subject);
    fields.put("reason", reason);
    fields.put("rhythm", repeats.rhythm().isEmpty() ? "once" : repeats.rhythm());
    put(fields, "starts_at", from);
    put(fields, "until", repeats.until());
    if (end.startsWith("PT")) {
      Instant start = now.truncatedTo(ChronoUnit.MICROS);
      fields.put("starts_at", start.toString());
      fields.put("ends_at", start.plus(length()).toString());
    } else {
      put(fields, "ends_at", end);
    }
    return fields;
  }

  private Duration length() {
    return LENGTHS.stream()
        .map(Length::value)
        .filter(end::equals)
        .map(Duration::parse)
        .findFirst()
        .orElseThrow(() ->
            new ResponseStatusException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "lasts is one of " + LENGTHS.stream().map(Length::value).toList()));
  }

  private static void put(Map<String, Object> fields, String name, String time) {
    if (!time.isEmpty()) {
      fields.put(name, time.matches(LOCAL) ? time + "Z" : time);
    }
  }
}
