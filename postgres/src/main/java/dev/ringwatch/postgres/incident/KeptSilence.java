package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A silence as it is kept.
 *
 * @param id its number
 * @param silence what it covers and when
 * @param reason why somebody wanted it
 * @param createdBy who
 * @param created when
 * @param ended when somebody ended it before its time; null if nobody did
 * @param endedBy who did
 */
public record KeptSilence(
    long id,
    Silence silence,
    String reason,
    String createdBy,
    Instant created,
    @Nullable Instant ended,
    @Nullable String endedBy) {

  /** The columns that {@link #read} takes. */
  static final String COLUMNS =
      "id, kinds, subject, reason, starts_at, ends_at, rhythm, until, created_by, created_at,"
          + " ended_at, ended_by";

  /** Whether it covers an incident at a time. */
  public boolean covers(IncidentKind kind, String subject, Instant at) {
    return ended == null && silence.covers(kind, subject, at);
  }

  /** Why nobody is told while it goes on, for a person. */
  String sentence(Instant at) {
    return "silence "
        + id
        + " of "
        + createdBy
        + silence.end(at).map(end -> " until " + end.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + ": "
        + reason;
  }

  static KeptSilence read(ResultSet row) throws SQLException {
    Instant from = Columns.time(row, "starts_at");
    Silence silence =
        new Silence(
            kinds((String[]) row.getArray("kinds").getArray()),
            row.getString("subject"),
            from,
            Duration.between(from, Columns.time(row, "ends_at")),
            Silence.Rhythm.valueOf(row.getString("rhythm").toUpperCase(Locale.ROOT)),
            Columns.time(row, "until"));
    return new KeptSilence(
        row.getLong("id"),
        silence,
        row.getString("reason"),
        row.getString("created_by"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "ended_at"),
        row.getString("ended_by"));
  }

  private static Set<IncidentKind> kinds(String[] words) {
    Set<IncidentKind> kinds = EnumSet.noneOf(IncidentKind.class);
    Arrays.stream(words)
        .map(word -> IncidentKind.valueOf(word.toUpperCase(Locale.ROOT)))
        .forEach(kinds::add);
    return kinds;
  }
}
