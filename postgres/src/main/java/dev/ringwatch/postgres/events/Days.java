package dev.ringwatch.postgres.events;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About how many events there are in which time, by the sizes of the days' tables and by what the
 * planner knows of how their times are spread: enough to cut time into slices of a size. Immutable.
 */
final class Days {

  /** As long as nothing better is known: generated events of 230 bytes. */
  private static final double EVENTS_PER_PAGE = 32;

  /** The names of partitions end in their day; its quantiles of time are in microseconds. */
  private static final String SIZES =
      "SELECT to_date(right(relname, 8), 'YYYYMMDD') AS day, now() AS now, reltuples, relpages,"
          + " pg_relation_size(pg_class.oid) / current_setting('block_size')::int AS pages,"
          + " ARRAY(SELECT (extract(epoch FROM bound) * 1000000)::bigint FROM pg_stats,"
          + " unnest(histogram_bounds::text::timestamptz[]) AS bound WHERE tablename = relname"
          + " AND schemaname = relnamespace::regnamespace::text AND attname = 'ts') AS bounds"
          + " FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
          + " WHERE inhparent = 'raw_events'::regclass AND relname ~ '[0-9]{8}$'"
          + " ORDER BY relname DESC";

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final List<Span> newestFirst;

  /**
   * Some time, over which events count as spread evenly.
   *
   * @param start when it begins
   * @param end when it ends
   * @param events about how many there are in it
   */
  record Span(Instant start, Instant end, double events) {}

  Days(List<Span> newestFirst) {
    this.newestFirst = List.copyOf(newestFirst);
  }

  /** Asks for sizes and statistics; a few milliseconds for a month. */
  static Days read(Connection connection) throws SQLException {
    List<Span> spans = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SIZES)) {
      while (rows.next()) {
        addDay(rows, spans);
      }
    }
    return new Days(spans);
  }

  private static void addDay(ResultSet row, List<Span> spans) throws SQLException {
    Instant now = row.getObject("now", OffsetDateTime.class).toInstant();
    LocalDate date = row.getObject("day", LocalDate.class);
    Instant start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant tomorrow = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = start.isBefore(now) && now.isBefore(tomorrow) ? now : tomorrow;
    double known = Math.max(0, row.getDouble("reltuples"));
    int knownPages = row.getInt("relpages");
    double perPage = knownPages > 0 && known > 0 ? known / knownPages : EVENTS_PER_PAGE;
    double events = perPage * row.getLong("pages");
    Long[] bounds = (Long[]) row.getArray("bounds").getArray();
    if (bounds.length < 2) {
      spans.add(new Span(start, end, events));
      return;
    }
    // What came since the planner looked is newer than all it knows.
    Instant last = time(bounds[bounds.length - 1]);
    if (last.isBefore(end)) {
      spans.add(new Span(last, end, Math.max(0, events - known)));
    }
    for (int i = bounds.length - 1; i > 0; i--) {
      double share = known / (bounds.length - 1);
      spans.add(new Span(time(bounds[i - 1]), time(bounds[i]), share));
    }
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * When a slice begins that ends at a place and holds about so many events.
   *
   * @param end where it ends; null for the end of time
   * @return empty if there are not so many before
   */
  Optional<Instant> begin(@Nullable EventPosition end, double events) {
    double missing = events;
    for (Span span : newestFirst) {
      Instant until = end != null && end.time().isBefore(span.end()) ? end.time() : span.end();
      if (until.isAfter(span.start())) {
        double seconds = seconds(span.start(), until);
        double held = span.events() * seconds / seconds(span.start(), span.end());
        if (held > missing) {
          return Optional.of(back(until, seconds * missing / held));
        }
        missing -= held;
      }
    }
    return Optional.empty();
  }

  /**
   * About how many events there are between two places.
   *
   * @param begin null for the beginning of time
   * @param end null for the end of time
   */
  double between(@Nullable Instant begin, @Nullable EventPosition end) {
    double events = 0;
    for (Span span : newestFirst) {
      Instant until = end != null && end.time().isBefore(span.end()) ? end.time() : span.end();
      Instant from = begin != null && begin.isAfter(span.start()) ? begin : span.start();
      if (until.isAfter(from)) {
        events += span.events() * seconds(from, until) / seconds(span.start(), span.end());
      }
    }
    return events;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  /** Always a step, so that slices come to an end. */
  private static Instant back(Instant from, double seconds) {
    Duration step = Duration.ofNanos((long) (seconds * 1e9));
    return from.minus(step.compareTo(SHORTEST) < 0 ? SHORTEST : step);
  }
}
