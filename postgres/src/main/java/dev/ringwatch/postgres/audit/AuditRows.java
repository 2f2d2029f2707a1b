package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.log.FlatJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. Safe for threads. */
public final class AuditRows {

  /** So many rows are in memory at a time. */
  private static final int FETCH = 5_000;

  private static final String COLUMNS =
      "seq, at, actor_kind, actor_id, action, object_kind, object_id, object_salt,"
          + " object_commitment, outcome, request_id, details, details_salt, details_commitment,"
          + " previous_hash, hash";

  private static final OffsetDateTime FIRST = Instant.EPOCH.atOffset(ZoneOffset.UTC);
  private static final OffsetDateTime LAST = FIRST.plusYears(200_000);

  private final DataSource dataSource;

  /** The rows in a database that has the schema. */
  public AuditRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The last row, as the database says. */
  public AuditHead head() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return head(connection);
    }
  }

  /** Whether a row that was noted elsewhere is there with the same hash. */
  public boolean holds(AuditHead noted) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT hash FROM audit_log WHERE seq = ?")) {
      select.setLong(1, noted.seq());
      try (ResultSet row = select.executeQuery()) {
        return noted.seq() == 0 || (row.next() && Sha256.of(row.getBytes(1)).equals(noted.hash()));
      }
    }
  }

  /**
   * Hands over all rows in order, as they are at one moment.
   *
   * @param since only rows of this time or later; null for all
   * @param until only rows before this time; null for all
   */
  public void forEach(@Nullable Instant since, @Nullable Instant until, Consumer<AuditRow> taker)
      throws SQLException {
    inSnapshot(connection -> {
      read(connection, since, until, taker);
      return null;
    });
  }

  /**
   * Which rows are wanted.
   *
   * @param actorKind of whom: of which kind; of all if absent
   * @param actorId of whom only; of all if absent
   * @param action which action only, or all that begin so if it ends in a dot; all if absent
   * @param object to which object only; to all if absent
   * @param from of this time or later; null for no bound
   * @param to before this time; null for no bound
   */
  public record Filter(
      Optional<String> actorKind,
      Optional<String> actorId,
      Optional<String> action,
      Optional<String> object,
      @Nullable Instant from,
      @Nullable Instant to) {

    /** All rows. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), null, null);

    private String condition() {
      return (actorKind.isEmpty() ? "" : " AND actor_kind = ?")
          + (actorId.isEmpty() ? "" : " AND actor_id = ?")
          + action.map(word -> word.endsWith(".") ? STARTS : " AND action = ?").orElse("")
          + (object.isEmpty() ? "" : " AND object_id = ?")
          + " AND at >= ? AND at < ?";
    }

    private static final String STARTS = " AND starts_with(action, ?)";

    private int bind(PreparedStatement select, int first) throws SQLException {
      int parameter = first;
      for (Optional<String> text : List.of(actorKind, actorId, action, object)) {
        if (text.isPresent()) {
          select.setString(parameter++, text.get());
        }
      }
      select.setObject(parameter++, from == null ? FIRST : from.atOffset(ZoneOffset.UTC));
      select.setObject(parameter++, to == null ? LAST : to.atOffset(ZoneOffset.UTC));
      return parameter;
    }
  }

  /**
   * A page of rows, the newest first. Reads back from where the page before ended, over what the
   * filter leaves out too.
   *
   * @param before only rows before this number; the largest number for the first page
   * @param limit the most to return
   */
  public List<AuditRow> page(Filter filter, long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + " FROM audit_log WHERE seq < ?"
                    + filter.condition()
                    + " ORDER BY seq DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(filter.bind(select, 2), limit);
      List<AuditRow> rows = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
      return rows;
    }
  }

  /**
   * Looks whether the log is whole: no row changed, missing, added or replaced, and none erased but
   * those that a row names. O(rows); holds a few thousand rows at a time, and the numbers of those
   * that are erased.
   *
   * @param noted ends of the log that were noted elsewhere at some time
   */
  public AuditReport verify(Iterable<AuditHead> noted) throws SQLException {
    return inSnapshot(connection -> {
      ChainCheck check = new ChainCheck(noted);
      AuditHead head = head(connection);
      read(connection, null, null, check::accept);
      return check.finish(head);
    });
  }

  private interface Reading<T extends @Nullable Object> {

    T read(Connection connection) throws SQLException;
  }

  private <T extends @Nullable Object> T inSnapshot(Reading<T> reading) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        return reading.read(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static AuditHead head(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT seq, hash FROM audit_head")) {
      return row.next()
          ? new AuditHead(row.getLong(1), Sha256.of(row.getBytes(2)))
          : new AuditHead(0, Sha256.ZERO);
    }
  }

  private static void read(
      Connection connection,
      @Nullable Instant since,
      @Nullable Instant until,
      Consumer<AuditRow> taker)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM audit_log WHERE at >= ? AND at < ? ORDER BY seq")) {
      select.setFetchSize(FETCH);
      select.setObject(1, since == null ? FIRST : since.atOffset(ZoneOffset.UTC));
      select.setObject(2, until == null ? LAST : until.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taker.accept(row(row));
        }
      }
    }
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor_kind"),
        row.getString("actor_id"),
        row.getString("action"),
        row.getString("object_kind"),
        new Sealed<>(
            row.getString("object_id"),
            row.getBytes("object_salt"),
            Sha256.of(row.getBytes("object_commitment"))),
        row.getString("outcome"),
        row.getString("request_id"),
        new Sealed<>(
            details(row.getString("details")),
            row.getBytes("details_salt"),
            Sha256.of(row.getBytes("details_commitment"))),
        Sha256.of(row.getBytes("previous_hash")),
        Sha256.of(row.getBytes("hash")));
  }

  /** What is not of our form was not written by us: it shows as a text that no hash fits. */
  private static @Nullable Map<String, String> details(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      return FlatJson.values(json);
    } catch (IllegalArgumentException e) {
      return Map.of("", json);
    }
  }
}
