package dev.ringwatch.app.learned;

import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.LearnedBlends;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads what verdicts taught. Every method throws {@link LogUnavailableException} if the database
 * does not answer. Safe for threads.
 */
public final class BlendReader {

  private final LearnedBlends blends;

  BlendReader(LearnedBlends blends) {
    this.blends = blends;
  }

  /** What asks the database. */
  interface Asked<T> {
    T read() throws SQLException;
  }

  /** What holds; empty if scores are what they are without verdicts. */
  public Optional<KeptBlend> inForce() {
    return asked(blends::inForce);
  }

  /** A page, the newest first. */
  List<KeptBlend> page(long before, int limit) {
    return asked(() -> blends.page(before, limit));
  }

  /** The one of a number as somebody writes it. */
  Optional<KeptBlend> find(String id) {
    return id.matches("[0-9]{1,18}")
        ? asked(() -> blends.find(Long.parseLong(id)))
        : Optional.empty();
  }

  static <T> T asked(Asked<T> what) {
    try {
      return what.read();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
