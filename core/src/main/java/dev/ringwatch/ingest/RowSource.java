package dev.ringwatch.ingest;

import java.io.Closeable;
import java.io.IOException;

/** Reads rows one after the other. What cannot become a row goes to the rejections on the way. */
interface RowSource extends Closeable {

  /** Fills the row with the next event's fields; false at the end. */
  boolean next(Row row) throws IOException;

  /** The line on which the current row began, from 1. */
  long line();

  /** The current row as it was written, shortened. */
  String text();
}
