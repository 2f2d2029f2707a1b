package dev.ringwatch.app.setup;

import dev.ringwatch.log.LogUnavailableException;
import java.sql.SQLException;

/** What pages ask of the database. */
final class Asked {

  private Asked() {}

  /**
   * A question.
   *
   * @param <T> what answers it
   */
  interface Question<T> {

    /** Asks it. */
    T ask() throws SQLException;
  }

  /** Something to do. */
  interface Deed {

    /** Does it. */
    void run() throws SQLException;
  }

  /**
   * The answer.
   *
   * @throws LogUnavailableException if the database gives none
   */
  static <T> T of(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /**
   * Does something.
   *
   * @throws LogUnavailableException if the database gives no answer
   */
  static void done(Deed deed) {
    try {
      deed.run();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
