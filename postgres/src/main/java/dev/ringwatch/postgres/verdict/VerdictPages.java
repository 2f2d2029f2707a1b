package dev.ringwatch.postgres.verdict;

import dev.ringwatch.postgres.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads verdicts. Safe for threads. */
public final class VerdictPages {

  private static final String OF_IDS = "SELECT * FROM verdicts_now WHERE id = ANY (?) ORDER BY id";

  private final DataSource dataSource;

  /** The verdicts in a database that has the schema. */
  public VerdictPages(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Something that is set in a statement. */
  private interface Value {
    void set(PreparedStatement select, int index) throws SQLException;
  }

  /** A condition with one value. */
  private record Condition(String sql, Value value) {}

  /**
   * Verdicts, those entered last first.
   *
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptVerdict> page(VerdictFilter filter, long before, int limit) throws SQLException {
    List<Condition> conditions = conditions(filter);
    StringBuilder sql = new StringBuilder("SELECT * FROM verdicts_now WHERE id < ?");
    conditions.forEach(condition -> sql.append(" AND ").append(condition.sql()));
    sql.append(" ORDER BY id DESC LIMIT ?");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql.toString())) {
      int parameter = 1;
      select.setLong(parameter++, before);
      for (Condition condition : conditions) {
        condition.value().set(select, parameter++);
      }
      select.setInt(parameter, limit);
      return readAll(select);
    }
  }

  private static List<Condition> conditions(VerdictFilter filter) {
    List<Condition> all = new ArrayList<>();
    VerdictSubject subject = filter.subject();
    if (subject != null) {
      all.add(
          new Condition(
              subject.column() + " = ?", (select, i) -> select.setString(i, subject.id())));
    }
    String by = filter.by();
    if (by != null) {
      all.add(new Condition("decided_by = ?", (select, i) -> select.setString(i, by)));
    }
    Judgement judgement = filter.judgement();
    if (judgement != null) {
      all.add(new Condition("verdict = ?", (select, i) -> select.setString(i, judgement.word())));
    }
    VerdictOrigin origin = filter.origin();
    if (origin != null) {
      all.add(new Condition("origin = ?", (select, i) -> select.setString(i, origin.word())));
    }
    if (filter.since() != null) {
      all.add(
          new Condition("decided_at >= ?", (select, i) -> Columns.set(select, i, filter.since())));
    }
    return all;
  }

  /** The verdict of a number. */
  public Optional<KeptVerdict> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return ofIds(connection, List.of(id)).stream().findFirst();
    }
  }

  /** The verdict that stands about a subject. */
  public Optional<KeptVerdict> standing(VerdictSubject subject) throws SQLException {
    String sql = "SELECT * FROM verdicts_now WHERE stands AND " + subject.column() + " = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, subject.id());
      return readAll(select).stream().findFirst();
    }
  }

  /** Verdicts by their numbers, in the order of these. */
  static List<KeptVerdict> ofIds(Connection connection, List<Long> ids) throws SQLException {
    Array array = connection.createArrayOf("bigint", ids.toArray());
    try (PreparedStatement select = connection.prepareStatement(OF_IDS)) {
      select.setArray(1, array);
      return readAll(select);
    } finally {
      array.free();
    }
  }

  private static List<KeptVerdict> readAll(PreparedStatement select) throws SQLException {
    List<KeptVerdict> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(KeptVerdict.read(row));
      }
    }
    return all;
  }
}
