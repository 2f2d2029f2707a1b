package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.StoredReason;

/** What the pages of this package say of accounts alike: where they are, and why they are risky. */
final class Overview {

  private Overview() {}

  /**
   * A reason in a line.
   *
   * @param points with their sign
   * @param words why
   */
  record Because(String points, String words) {}

  static Because because(StoredReason reason) {
    String words = reason.text().isEmpty() ? reason.name().replace('_', ' ') : reason.text();
    return new Because(Numbers.points(reason.points()), Shown.line(words));
  }
}
