package dev.ringwatch.postgres.queue;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account or a ring that waits for a verdict, once, for however many reasons. It does not say
 * which, so that nothing can be shown of that.
 *
 * @param subject what is to be decided about
 * @param score its latest written score, 0 to 100, or else its incident's; null for none
 * @param since since when it waits
 * @param place where it stands in the order: those with larger ones come first, and time does not
 *     change it
 * @param said whether whoever asks has said something about it since
 * @param claim who has taken it; null for nobody
 */
public record QueueItem(
    VerdictSubject subject,
    @Nullable Double score,
    Instant since,
    double place,
    boolean said,
    @Nullable QueueClaim claim) {

  /** The row that a result stands at. */
  static QueueItem read(ResultSet row) throws SQLException {
    Instant until = Columns.timeOrNull(row, "until");
    IncidentKind kind = IncidentKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    return new QueueItem(
        new VerdictSubject(kind, row.getString("id")),
        row.getObject("score", Double.class),
        Columns.time(row, "since"),
        row.getDouble("place"),
        row.getBoolean("said"),
        until == null
            ? null
            : new QueueClaim(
                row.getString("operator"),
                VerdictOrigin.of(row.getString("claimed_as")).orElseThrow(),
                Columns.time(row, "claimed_at"),
                until));
  }
}
