package dev.ringwatch.ingest;

import java.io.IOException;
import java.util.List;

/**
 * Rows of named columns in a format that knows its columns, for {@link EventDecoder}: what brings
 * them is not ours, what they mean and which of them are rejected is.
 */
public interface Table {

  /** The columns' names in the table's order; two may be equal. */
  List<String> columns();

  /**
   * Opens the rows from the first.
   *
   * @param columns the places in {@link #columns} of those that will be asked for
   * @throws UnreadableInputException if the table cannot be read
   */
  TableCursor open(int[] columns) throws IOException;
}
