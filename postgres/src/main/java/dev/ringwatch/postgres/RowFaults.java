package dev.ringwatch.postgres;

import java.sql.SQLException;

/** Tells whether a statement failed for what it says, which it will the next time as well. */
public final class RowFaults {

  /**
   * The classes of SQLSTATE for values that a column cannot hold, and that a constraint forbids.
   */
  private static final String UNUSABLE_DATA = "22";

  private static final String BROKEN_RULE = "23";

  /** Such as an id that no index takes. */
  private static final String TOO_LARGE = "54";

  private RowFaults() {}

  /** Whether the database refuses what a row says. */
  public static boolean isOfTheRow(SQLException refused) {
    String state = refused.getSQLState();
    return state != null
        && (state.startsWith(UNUSABLE_DATA)
            || state.startsWith(BROKEN_RULE)
            || state.startsWith(TOO_LARGE));
  }
}
