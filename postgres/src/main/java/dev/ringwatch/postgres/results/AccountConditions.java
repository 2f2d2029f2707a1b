package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter of accounts as SQL: only what it asks for is in the statement, so that PostgreSQL plans
 * for that.
 */
final class AccountConditions {

  private static final String STANDING =
      "(SELECT v.verdict FROM verdicts_now v WHERE v.account_id = accounts.account_id AND v.stands)";

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  private AccountConditions() {}

  /** Those of a filter but for the least risk, to stand behind others. */
  static AccountConditions of(AccountFilter filter) {
    AccountTraits traits = filter.traits();
    AccountConditions all = new AccountConditions();
    all.add("band = ?", filter.band());
    if (filter.belowRisk() < AccountFilter.NO_BOUND) {
      all.add("risk_score < ?", filter.belowRisk());
    }
    all.add("account_created_at > ?", traits.openedAfter());
    all.add("account_created_at <= ?", traits.openedUntil());
    if (traits.openingUnknown()) {
      all.add("account_created_at IS NULL");
    }
    if (traits.enforced() != null) {
      all.enforced(traits.enforced());
    }
    return all;
  }

  private void enforced(Enforcement enforced) {
    add("enforced_events > 0");
    switch (enforced) {
      case ANY -> {}
      case OPEN -> add(STANDING + " IS NULL");
      case CONFIRMED -> add(STANDING + " = 'abusive'");
      case FALSE_POSITIVE -> add(STANDING + " = 'benign'");
      case UNSURE -> add(STANDING + " = 'unsure'");
    }
  }

  private void add(String condition) {
    sql.append(" AND ").append(condition);
  }

  private void add(String condition, @Nullable Object value) {
    if (value != null) {
      add(condition);
      values.add(value);
    }
  }

  /** The conditions, each behind an {@code AND}. */
  String sql() {
    return sql.toString();
  }

  /**
   * Sets their values.
   *
   * @param first the number of the first parameter
   * @return the number of the parameter behind the last
   */
  int set(PreparedStatement statement, int first) throws SQLException {
    int number = first;
    for (Object value : values) {
      if (value instanceof Instant time) {
        Columns.set(statement, number, time);
      } else {
        statement.setObject(number, value);
      }
      number++;
    }
    return number;
  }
}
