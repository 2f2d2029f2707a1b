package dev.ringwatch.app.output;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * A file of answers that is being written: row after row, the values in the order of the columns.
 * Not thread-safe. Every method throws {@link java.io.UncheckedIOException} if writing fails.
 */
public interface AnswerTable extends Closeable {

  /** Gives a text; null, or nothing in it, if there is none. */
  AnswerTable text(@Nullable String value);

  /** Gives a score from 0 to 100, to the tenth. */
  AnswerTable score(double value);

  /** Gives the weight of a tie. */
  AnswerTable weight(double value);

  /** Gives a probability, which may be as small as doubles are. */
  AnswerTable probability(double value);

  /** Gives a whole number. */
  AnswerTable count(long value);

  /** Ends the row. */
  void endRow();
}
