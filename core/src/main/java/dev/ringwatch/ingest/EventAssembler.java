package dev.ringwatch.ingest;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes events of rows: checks every field and says what it means. Used by one thread. */
final class EventAssembler {

  private final FieldValues values;
  private final Timestamps timestamps;
  private final RowCheck check;
  private String problem = "";

  EventAssembler(DecodeOptions options, FieldValues values) {
    this.values = values;
    this.timestamps = new Timestamps(options.now(), options.maxAhead());
    this.check = new RowCheck(options.limits());
  }

  /** The event that a row describes, or null with a {@link #problem}. */
  @Nullable Event assemble(Row row) {
    problem = row.isClean() ? "" : check.problem(row);
    if (!problem.isEmpty()) {
      return null;
    }
    AccountId account = values.account(row);
    FieldValues.Action action = values.action(row);
    if (account == null) {
      return refuse(absent(row, Column.ACCOUNT_ID));
    }
    if (action == null) {
      return refuse(absent(row, Column.ACTION));
    }
    return assemble(row, account, action);
  }

  private @Nullable Event assemble(Row row, AccountId account, FieldValues.Action action) {
    Instant timestamp = timestamp(row);
    if (timestamp == null) {
      return null;
    }
    Boolean enforced = values.enforced(row);
    if (enforced == null) {
      return refuse("enforced is \"" + text(row, Column.ENFORCED) + "\"; give true or false");
    }
    Instant createdAt = row.has(Column.ACCOUNT_CREATED_AT) ? createdAt(row) : null;
    if (!problem.isEmpty()) {
      return null;
    }
    Outcome outcome = values.outcome(row, action);
    return build(
        values, row, new Facts(account, action.name(), timestamp, outcome, enforced, createdAt));
  }

  /** Why the last row became no event. */
  String problem() {
    return problem;
  }

  /**
   * What is not plain text in an event.
   *
   * @param account who acted
   * @param action what was done
   * @param timestamp when
   * @param outcome how it ended
   * @param enforced whether the platform took action
   * @param createdAt when the account was opened
   */
  record Facts(
      AccountId account,
      String action,
      Instant timestamp,
      Outcome outcome,
      boolean enforced,
      @Nullable Instant createdAt) {}

  /** The event of these facts and the row's text columns. */
  static Event build(FieldValues values, Row row, Facts facts) {
    return new Event(
        values.id(row),
        facts.account,
        facts.action,
        facts.timestamp,
        values.text(row, Column.IP),
        values.text(row, Column.DEVICE_ID),
        values.text(row, Column.SESSION_ID),
        values.text(row, Column.TARGET),
        values.text(row, Column.TARGET_OWNER),
        facts.outcome,
        facts.enforced,
        values.text(row, Column.PAYMENT_ID),
        values.text(row, Column.USER_AGENT),
        values.text(row, Column.COUNTRY),
        facts.createdAt,
        values.text(row, Column.SOURCE),
        values.attributes(row));
  }

  private @Nullable Instant timestamp(Row row) {
    int from = row.from(Column.TIMESTAMP);
    int to = row.to(Column.TIMESTAMP);
    if (from == to) {
      problem = absent(row, Column.TIMESTAMP);
      return null;
    }
    if (!timestamps.read(row.bytes(), from, to)) {
      problem = "timestamp " + timestamps.problem();
      return null;
    }
    return timestamps.instant();
  }

  private @Nullable Instant createdAt(Row row) {
    String text = text(row, Column.ACCOUNT_CREATED_AT);
    if (Words.isAbsent(text)) {
      return null;
    }
    int from = row.from(Column.ACCOUNT_CREATED_AT);
    if (!timestamps.readPointOrDate(row.bytes(), from, row.to(Column.ACCOUNT_CREATED_AT))) {
      problem = "account_created_at " + timestamps.problem();
      return null;
    }
    return timestamps.instant();
  }

  private @Nullable Event refuse(String reason) {
    problem = reason;
    return null;
  }

  private static String absent(Row row, Column column) {
    String text = text(row, column);
    return text.isEmpty()
        ? column.label() + (row.has(column) ? " is empty" : " is missing")
        : column.label() + " is \"" + text + "\", which stands for nothing";
  }

  private static String text(Row row, Column column) {
    return TextPool.text(row.bytes(), row.from(column), row.to(column));
  }
}
