package dev.ringwatch.app.detection;

import dev.ringwatch.event.Event;
import java.io.IOException;
import java.util.List;

/**
 * Where the entries of the log are kept that could not be processed, for a person to look at. Safe
 * for threads.
 */
public interface SetAsides {

  /**
   * Keeps them durably, each entry once however often it comes.
   *
   * @throws IOException if it is not known whether they are kept; keeping them again is safe
   */
  void keep(List<Piece> pieces) throws IOException;

  /** How many entries are kept. */
  long count() throws IOException;

  /** What could not be processed, and why not. */
  sealed interface Piece {

    /** What went wrong. */
    String error();
  }

  /**
   * An entry that could not be read or taken in.
   *
   * @param seq its number
   * @param kind {@code event}, or the kind of control record
   * @param error what went wrong
   */
  record Entry(long seq, String kind, String error) implements Piece {}

  /**
   * An event that made a step fail when its tick closed.
   *
   * @param event the event, which the log knows by its timestamp and id
   * @param error what went wrong
   */
  record FailedEvent(Event event, String error) implements Piece {}
}
