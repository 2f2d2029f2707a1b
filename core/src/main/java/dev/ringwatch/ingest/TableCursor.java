package dev.ringwatch.ingest;

import java.io.Closeable;
import java.io.IOException;

/** The rows of a {@link Table}, one after the other. Used by one thread. */
public interface TableCursor extends Closeable {

  /**
   * Moves to the next row; false at the end.
   *
   * @throws UnreadableInputException if the table is damaged here
   */
  boolean next() throws IOException;

  /**
   * Gives the text of a value of the row: of text the text, of a number its digits, of a truth
   * value {@code true} or {@code false}, of a point in time ISO 8601 or milliseconds since 1970,
   * without a zone if it has none.
   *
   * @param column a place among the columns that were asked for, from 0
   * @param into takes the text, in one call or several
   * @return false, and nothing given, if there is no value
   */
  boolean read(int column, FieldSink into);
}
