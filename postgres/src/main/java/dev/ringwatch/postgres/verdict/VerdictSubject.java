package dev.ringwatch.postgres.verdict;

import dev.ringwatch.alert.IncidentKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a verdict is about.
 *
 * @param kind an account or a ring
 * @param id its id, not empty, at most {@value #MAX_LENGTH} characters, without NUL
 */
public record VerdictSubject(IncidentKind kind, String id) {

  /** The longest id. */
  public static final int MAX_LENGTH = 500;

  /** Checks the id. */
  public VerdictSubject {
    if (id.isEmpty() || id.length() > MAX_LENGTH || id.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "the id of an account or a ring is 1 to " + MAX_LENGTH + " characters, without NUL");
    }
  }

  /** An account. */
  public static VerdictSubject account(String id) {
    return new VerdictSubject(IncidentKind.ACCOUNT, id);
  }

  /** A ring. */
  public static VerdictSubject ring(String id) {
    return new VerdictSubject(IncidentKind.RING, id);
  }

  /** Whether it is a ring. */
  public boolean isRing() {
    return kind == IncidentKind.RING;
  }

  /** Names the matter, as incidents do. */
  public String dedupKey() {
    return kind.label() + ":" + id;
  }

  /** Names the matters that are settled with it: what hunts found of an account, too. */
  List<String> settledKeys() {
    return isRing()
        ? List.of(dedupKey())
        : List.of(dedupKey(), IncidentKind.HUNT.label() + ":" + id);
  }

  /** The column of {@code verdicts} that has its id. */
  String column() {
    return isRing() ? "ring_id" : "account_id";
  }

  /** That of the row that a result stands at. */
  static VerdictSubject read(ResultSet row) throws SQLException {
    String account = row.getString("account_id");
    return account == null ? ring(row.getString("ring_id")) : account(account);
  }

  @Override
  public String toString() {
    return kind.label() + " " + id;
  }
}
