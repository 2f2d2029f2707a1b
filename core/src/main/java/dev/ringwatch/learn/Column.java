package dev.ringwatch.learn;

/**
 * A column of {@link BoundedLogistic}.
 *
 * @param values one for each row
 * @param prior where its coefficient is drawn to
 * @param penalty how strongly, 0 or more; 0 for not at all
 * @param lowest the least that the coefficient may be; {@code -Infinity} for no bound
 */
@SuppressWarnings("ArrayRecordComponent") // columns, handed over and not changed
record Column(double[] values, double prior, double penalty, double lowest) {

  /** The same column with only some of the rows. */
  Column only(int[] rows) {
    double[] chosen = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return new Column(chosen, prior, penalty, lowest);
  }

  /** The same column under another penalty. */
  Column withPenalty(double other) {
    return new Column(values, prior, other, lowest);
  }
}
