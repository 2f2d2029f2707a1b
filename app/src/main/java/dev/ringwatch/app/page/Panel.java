package dev.ringwatch.app.page;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A part of a page that can fail by itself: what it shows, or why that could not be read.
 *
 * @param content what it shows; empty if it failed
 * @param trouble why it failed, in sentences; empty if it did not
 */
public record Panel<T>(Optional<T> content, String trouble) {

  /** A panel that was read. */
  public static <T> Panel<T> of(T content) {
    return new Panel<>(Optional.of(content), "");
  }

  /**
   * What goes on from what was read.
   *
   * @param <T> what was read
   * @param <R> what comes of it
   */
  public interface Step<T, R> {

    /** What comes of it. */
    R from(T content) throws SQLException, InterruptedException;
  }

  /**
   * The panel that goes on from this one; failed if this one is.
   *
   * @param what it shows, as the beginning of a sentence
   */
  public <R> Panel<R> then(String what, Step<T, R> step) {
    return content.isEmpty() ? failed(trouble) : Panels.read(what, () -> step.from(content.get()));
  }

  /** A panel that could not be read, and why, in sentences. */
  public static <T> Panel<T> failed(String trouble) {
    return new Panel<>(Optional.empty(), trouble);
  }
}
