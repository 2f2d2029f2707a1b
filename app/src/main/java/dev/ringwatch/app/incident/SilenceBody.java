package dev.ringwatch.app.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A silence as a request describes it.
 *
 * @param silence what it covers and when
 * @param reason why somebody wants it
 */
record SilenceBody(Silence silence, String reason) {

  /** So far ahead a silence may end; one that is wanted for longer is asked for again. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final int MOST_SUBJECT = 500;

  private static final Set<String> FIELDS =
      Set.of("reason", "kinds", "subject", "starts_at", "ends_at", "rhythm", "until");

  /**
   * Reads one.
   *
   * @throws ResponseStatusException if the body is no JSON object, or there can be no such silence
   */
  static SilenceBody read(JsonMapper json, HttpServletRequest request, Instant now)
      throws IOException {
    return of(DecisionBody.object(json, request), now);
  }

  /** The same of an object. */
  static SilenceBody of(JsonNode body, Instant now) {
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw refused(
            "there is no field " + name + "; there are " + FIELDS.stream().sorted().toList());
      }
    }
    Instant start = time(body, "starts_at").orElse(now.truncatedTo(ChronoUnit.MICROS));
    Instant end = time(body, "ends_at").orElseThrow(() -> refused("ends_at is missing"));
    Silence.Rhythm rhythm = rhythm(body);
    Instant until = until(body, rhythm, end);
    if (until.isAfter(now.plus(LONGEST)) || !until.isAfter(now)) {
      throw refused("a silence must end in the future, and within " + LONGEST.toDays() + " days");
    }
    try {
      return new SilenceBody(
          new Silence(
              kinds(body),
              DecisionBody.text(body, "subject", MOST_SUBJECT).orElse(null),
              start,
              Duration.between(start, end),
              rhythm,
              until),
          DecisionBody.text(body, "reason", DecisionBody.MOST_CHARACTERS)
              .orElseThrow(() -> refused("reason is missing: say why people are not to be told")));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Instant until(JsonNode body, Silence.Rhythm rhythm, Instant end) {
    Optional<Instant> until = time(body, "until");
    if (rhythm == Silence.Rhythm.ONCE) {
      if (until.isPresent()) {
        throw refused("until is of silences that repeat: leave it out, or say rhythm");
      }
      return end;
    }
    return until
        .filter(last -> !last.isBefore(end))
        .orElseThrow(
            () -> refused("a silence that repeats must say until when, no earlier than ends_at"));
  }

  private static Silence.Rhythm rhythm(JsonNode body) {
    String said = DecisionBody.text(body, "rhythm", DecisionBody.MOST_CHARACTERS).orElse("once");
    return Arrays.stream(Silence.Rhythm.values())
        .filter(rhythm -> rhythm.name().toLowerCase(Locale.ROOT).equals(said))
        .findFirst()
        .orElseThrow(() -> refused("rhythm is once, daily or weekly, not " + said));
  }

  private static Set<IncidentKind> kinds(JsonNode body) {
    Set<IncidentKind> kinds = EnumSet.noneOf(IncidentKind.class);
    JsonNode said = body.path("kinds");
    if (!said.isMissingNode() && !said.isArray()) {
      throw refused("kinds is an array of kinds of incidents; leave it out for all");
    }
    for (JsonNode kind : said) {
      kinds.add(
          Arrays.stream(IncidentKind.values())
              .filter(one -> one.label().equals(kind.asString("")))
              .findFirst()
              .orElseThrow(() -> refused("there is no kind of incident " + kind)));
    }
    return kinds;
  }

  private static Optional<Instant> time(JsonNode body, String name) {
    Optional<String> said = DecisionBody.text(body, name, DecisionBody.MOST_CHARACTERS);
    try {
      return said.map(
          text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      throw refused(name + " is no time such as 2027-01-31T12:00:00Z");
    }
  }

  private static ResponseStatusException refused(String why) {
    return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, why);
  }
}
