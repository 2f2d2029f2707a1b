package dev.ringwatch.postgres.audit;

import static dev.ringwatch.postgres.audit.AuditDatabase.look;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody does to the rows who owns the tables, the verification names them. */
class TamperingTest {

  @AutoClose private static final AuditDatabase DATABASE = new AuditDatabase();

  private static final int ROWS = 30;

  /** Every column that a row has, with another value for it. */
  private static final Map<String, String> OTHER_VALUES =
      Map.ofEntries(
          Map.entry("at", "at + interval '1 microsecond'"),
          Map.entry("actor_kind", "CASE actor_kind WHEN 'system' THEN 'console' ELSE 'system' END"),
          Map.entry("actor_id", "actor_id || '0'"),
          Map.entry("action", "action || '.'"),
          Map.entry("object_kind", "'ring'"),
          Map.entry("object_id", "object_id || 'x'"),
          Map.entry("object_salt", "set_byte(object_salt, 15, 255 - get_byte(object_salt, 15))"),
          Map.entry(
              "object_commitment",
              "set_byte(object_commitment, 0, 255 - get_byte(object_commitment, 0))"),
          Map.entry("outcome", "''"),
          Map.entry("request_id", "request_id || 'x'"),
          Map.entry("details", "details || '{\"more\": \"\"}'"),
          Map.entry("details_salt", "set_byte(details_salt, 0, 255 - get_byte(details_salt, 0))"),
          Map.entry(
              "details_commitment",
              "set_byte(details_commitment, 31, 255 - get_byte(details_commitment, 31))"),
          Map.entry("previous_hash", "sha256(previous_hash)"),
          Map.entry("hash", "sha256(hash)"));

  /** The row that says which were erased. */
  private static final int ERASURE = 15;

  private static final List<Long> ERASED = List.of(3L, 10L);

  private static AuditHead last = new AuditHead(0, Sha256.ZERO);

  /** What somebody did, and the rows that must be named for it. */
  private record Tampering(String statements, List<Long> rows) {

    Tampering(String statements, long... rows) {
      this(statements, LongStream.of(rows).boxed().toList());
    }
  }

  @BeforeAll
  static void write() throws SQLException {
    AuditLog log = DATABASE.log();
    Random random = new Random(1);
    for (int i = 1; i <= ROWS; i++) {
      if (i == ERASURE) {
        assertThat(log.erase(AuditActor.system(), "", AuditObject.account("gone"))).isEqualTo(2);
      } else {
        log.append(look(i % 7 == 3 ? "gone" : "a" + random.nextInt(5)));
      }
    }
    DATABASE.execute(
        "CREATE TABLE pristine AS SELECT * FROM audit_log;"
            + " CREATE TABLE pristine_head AS SELECT * FROM audit_head");
    last = DATABASE.rows().head();
    assertThat(DATABASE.verify().findings()).isEmpty();
    assertThat(DATABASE.all().stream().filter(AuditRow::isErased).map(AuditRow::seq))
        .isEqualTo(ERASED);
  }

  private static AuditReport verifyAfter(String statements, AuditHead... noted)
      throws SQLException {
    DATABASE.tamper(
        "TRUNCATE audit_log; TRUNCATE audit_head; INSERT INTO audit_log SELECT * FROM pristine;"
            + " INSERT INTO audit_head SELECT * FROM pristine_head; "
            + statements);
    return DATABASE.verify(noted);
  }

  private static void assertNamed(Tampering tampering, AuditHead... noted) throws SQLException {
    AuditReport report = verifyAfter(tampering.statements(), noted);
    for (long row : tampering.rows()) {
      assertThat(report.findings())
          .as("row %s after %s", row, tampering.statements())
          .anyMatch(finding -> finding.firstRow() <= row && row <= finding.lastRow());
    }
  }

  /** A row that is not erased and is not the one that says what was erased. */
  private static long plainRow(Random random) {
    long row = 1L + random.nextInt(ROWS);
    return ERASED.contains(row) || row == ERASURE ? plainRow(random) : row;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void namesTheRowWhoseFieldWasChanged(long seed) throws SQLException {
    Random random = new Random(seed);
    for (Map.Entry<String, String> other : OTHER_VALUES.entrySet()) {
      long row = plainRow(random);
      String set = "UPDATE audit_log SET " + other.getKey() + " = " + other.getValue();
      assertNamed(new Tampering(set + " WHERE seq = " + row, row));
      assertThat(DATABASE.verify().wrong()).as(set).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 10})
  void namesAnErasedRowThatWasChanged(long row) throws SQLException {
    String where = " WHERE seq = " + row;
    for (String column : OTHER_VALUES.keySet()) {
      if (!List.of("object_id", "object_salt", "details", "details_salt").contains(column)) {
        String set = column + " = " + OTHER_VALUES.get(column);
        assertNamed(new Tampering("UPDATE audit_log SET " + set + where, row));
      }
    }
    String salt = "decode(repeat('01', 16), 'hex')";
    assertNamed(
        new Tampering("UPDATE audit_log SET object_id = 'x', object_salt = " + salt + where, row));
    assertNamed(
        new Tampering("UPDATE audit_log SET details = '{}', details_salt = " + salt + where, row));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void namesRowsThatWereMoved(long seed) throws SQLException {
    Random random = new Random(seed);
    long a = plainRow(random);
    long b = a % ROWS + 1;
    String move = "UPDATE audit_log SET seq = ";
    assertNamed(
        new Tampering(
            move
                + "1000 WHERE seq = "
                + a
                + "; "
                + move
                + a
                + " WHERE seq = "
                + b
                + "; "
                + move
                + b
                + " WHERE seq = 1000",
            a,
            b));
    assertNamed(new Tampering(move + "1000 WHERE seq = " + a, a, 1000));
    // The rows after a missing one close up, and the head with them.
    long shifted = 1L + random.nextInt(ROWS - 1);
    assertNamed(
        new Tampering(
            "DELETE FROM audit_log WHERE seq = "
                + shifted
                + "; "
                + move
                + "seq + 1000; "
                + move
                + "seq - 1000 - (seq - 1000 > "
                + shifted
                + ")::int; UPDATE audit_head SET seq = "
                + (ROWS - 1),
            LongStream.range(shifted, ROWS).toArray()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void namesRowsThatAreMissing(long seed) throws SQLException {
    Random random = new Random(seed);
    long from = 1L + random.nextInt(ROWS);
    long to = from + random.nextInt((int) (ROWS - from + 1));
    long[] rows = LongStream.rangeClosed(from, to).toArray();
    String delete = "DELETE FROM audit_log WHERE seq BETWEEN " + from + " AND " + to;
    assertNamed(new Tampering(delete, rows));
    long[] tail = LongStream.rangeClosed(from, ROWS).toArray();
    String cut = "DELETE FROM audit_log WHERE seq >= " + from;
    assertNamed(new Tampering(cut, tail));
    assertThat(DATABASE.verify().findings().getFirst().what()).contains("missing");
    String head =
        "UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit_log WHERE seq = "
            + (from - 1)
            + ")";
    if (from > ERASURE) {
      assertThat(verifyAfter(cut + "; " + head).isWhole()).isTrue();
      assertNamed(new Tampering(cut + "; " + head, tail), last);
    }
  }

  @Test
  void namesRowsThatWereAdded() throws SQLException {
    String copy =
        "INSERT INTO audit_log SELECT (jsonb_populate_record(p, '{\"seq\": %d}')).* FROM pristine p"
            + " WHERE seq = 5";
    assertNamed(new Tampering(copy.formatted(ROWS + 1), ROWS + 1));
    assertNamed(new Tampering(copy.formatted(ROWS + 5), ROWS + 1, ROWS + 4, ROWS + 5));
    DATABASE.execute("ALTER TABLE audit_log DROP CONSTRAINT audit_log_seq_check");
    assertNamed(new Tampering(copy.formatted(0), 0));
    assertNamed(new Tampering(copy.formatted(-3), -3));
  }

  /** Another row with the right hash in the place of one. */
  private static String replacement(long seq) throws SQLException {
    List<AuditRow> rows = DATABASE.all();
    AuditHead before = seq == 1 ? new AuditHead(0, Sha256.ZERO) : rows.get((int) seq - 2).head();
    AuditEntry entry = look("somebody else");
    AuditRow row = AuditRow.after(before, AuditDatabase.NOON, entry, new Salts());
    return "UPDATE audit_log SET object_id = 'somebody else', details = '{\"score\": \"12.5\"}'"
        + set("object_salt", row.object().salt().orElseThrow())
        + set("object_commitment", row.object().commitment().bytes())
        + set("details_salt", row.details().salt().orElseThrow())
        + set("details_commitment", row.details().commitment().bytes())
        + set("hash", row.hash().bytes())
        + " WHERE seq = "
        + seq;
  }

  private static String set(String column, byte[] bytes) {
    return ", " + column + " = decode('" + HexFormat.of().formatHex(bytes) + "', 'hex')";
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 14, 29, 30})
  void namesARowThatWasReplacedWithItsHashes(long row) throws SQLException {
    verifyAfter("");
    assertNamed(new Tampering(replacement(row), row));
    assertThat(DATABASE.verify().wrong()).isOne();
  }

  @Test
  void findsARewrittenEndByWhatWasNoted() throws SQLException {
    verifyAfter("");
    String rewritten =
        replacement(ROWS)
            + "; UPDATE audit_head SET hash = (SELECT hash FROM audit_log WHERE seq = 30)";
    assertThat(verifyAfter(rewritten).isWhole()).isTrue();
    assertNamed(new Tampering(rewritten, ROWS), last);
    assertThat(verifyAfter("", last).isWhole()).isTrue();
    // And a log that was begun anew.
    String empty =
        "TRUNCATE audit_log; UPDATE audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')";
    assertThat(verifyAfter(empty).isWhole()).isTrue();
    assertNamed(new Tampering(empty, 1, ROWS), last);
  }

  @Test
  void namesARowThatWasErasedInSilence() throws SQLException {
    assertNamed(new Tampering("SELECT audit_erase(ARRAY[7])", 7));
    assertThat(DATABASE.verify().findings())
        .extracting(AuditFinding::what)
        .containsExactly("row 7 is erased, and no row says that it was");
    assertNamed(new Tampering("SELECT audit_erase(ARRAY[" + ERASURE + "])", ERASURE, 3, 10));
  }

  @Test
  void namesARowThatIsNotErasedThoughItIsSaidToBe() throws SQLException {
    List<AuditRow> rows = new ArrayList<>();
    AuditHead head = new AuditHead(0, Sha256.ZERO);
    for (AuditEntry entry : List.of(look("a"), erasure("1"), erasure("1-2"))) {
      rows.add(AuditRow.after(head, AuditDatabase.NOON, entry, new Salts()));
      head = rows.getLast().head();
    }
    ChainCheck check = new ChainCheck(List.of());
    rows.forEach(check::accept);
    assertThat(check.finish(head).findings())
        .extracting(AuditFinding::what)
        .containsExactly(
            "row 1 was erased, says a later row, and is not",
            "row 2 was erased, says a later row, and is not");
  }

  private static AuditEntry erasure(String rows) {
    return new AuditEntry(
        AuditActor.system(),
        AuditLog.ERASE,
        AuditObject.account(""),
        AuditLog.DONE,
        "",
        Map.of(AuditLog.ERASED_ROWS, rows));
  }

  @Test
  void countsWhatItDoesNotSay() {
    ChainCheck check = new ChainCheck(List.of());
    AuditHead head = new AuditHead(0, Sha256.ZERO);
    for (int i = 0; i < ChainCheck.MOST_FINDINGS + 5; i++) {
      check.accept(
          AuditRow.after(
              new AuditHead(2L * i + 1, Sha256.ZERO), AuditDatabase.NOON, look("a"), new Salts()));
    }
    AuditReport report = check.finish(head);
    assertThat(report.findings()).hasSize(ChainCheck.MOST_FINDINGS);
    assertThat(report.wrong()).isEqualTo(ChainCheck.MOST_FINDINGS + 6);
  }
}
