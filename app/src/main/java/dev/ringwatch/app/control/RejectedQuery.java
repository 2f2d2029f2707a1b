package dev.ringwatch.app.control;

import dev.ringwatch.app.ingest.RejectionClass;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.RejectedEvents;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events somebody asks for.
 *
 * @param filter which of them
 * @param before where the page before ended; null for the first page
 * @param limit the most to show
 * @param asked what was said, by name, for addresses and for the record
 */
record RejectedQuery(
    RejectedEvents.Filter filter,
    RejectedEvents.@Nullable Place before,
    int limit,
    Map<String, String> asked) {

  /** Where the page is. */
  static final String PATH = "/operations/rejected";

  private static final String LIST = "rejected page";

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  static RejectedQuery of(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("kind", "from", "to"));
    return new RejectedQuery(
        new RejectedEvents.Filter(
            kind(parameters), time(parameters, "from"), time(parameters, "to")),
        parameters.cursor().map(RejectedQuery::place).orElse(null),
        parameters.limit(),
        parameters.asked());
  }

  private static Optional<String> kind(Parameters parameters) {
    Optional<String> kind = parameters.text("kind");
    List<String> words = Arrays.stream(RejectionClass.values()).map(RejectionClass::word).toList();
    if (kind.isPresent() && !words.contains(kind.get())) {
      throw new UnusableRequestException(
          words.stream().collect(Collectors.joining(", ", "kind is one of ", ""))
              + ", not "
              + kind.get());
    }
    return kind;
  }

  private static @Nullable Instant time(Parameters parameters, String name) {
    Optional<String> said = parameters.text(name);
    try {
      return said.map(text -> OffsetDateTime.parse(text).toInstant()).orElse(null);
    } catch (DateTimeException e) {
      throw new UnusableRequestException(
          name + " is a time such as 2027-01-31T12:00:00Z, not " + said.orElse(""));
    }
  }

  private static RejectedEvents.Place place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    Instant at = reader.time();
    long id = reader.number();
    reader.end();
    return new RejectedEvents.Place(at, id);
  }

  /** The cursor of the page after an event. */
  static String after(RejectedEvents.Kept last) {
    return Cursor.to(LIST).time(last.event().receivedAt()).number(last.id()).done();
  }
}
