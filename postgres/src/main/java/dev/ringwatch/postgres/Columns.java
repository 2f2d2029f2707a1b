package dev.ringwatch.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How times go into a timestamptz column and come out of it, null as null, and how any text goes
 * into one of text.
 */
public final class Columns {

  private Columns() {}

  /** Sets a parameter to a time. */
  public static void set(PreparedStatement statement, int index, @Nullable Instant value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(index, value.atOffset(ZoneOffset.UTC));
    }
  }

  /** The time in a column; null if there is none. */
  public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** The time in a column that is declared not null. */
  public static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A text as a column can hold it: cut, and replacement characters for NUL and half a pair. */
  public static String keepable(String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    StringBuilder kept = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < end
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        kept.append(c).append(text.charAt(++i));
      } else {
        kept.append(c == 0 || Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return kept.toString();
  }
}
