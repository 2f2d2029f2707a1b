package dev.ringwatch.learn;

import dev.ringwatch.event.StableHash;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * No more verdicts than can be learned from in a few minutes: those whose units have the smallest
 * hashes, which is the same sample whenever it is drawn.
 *
 * @param judged those that are kept
 * @param given how many there were
 */
record VerdictSample(List<JudgedAccount> judged, int given) {

  /** More of them would hardly teach more, and take as much longer. */
  static final int MOST = 20_000;

  /** All, or a sample of {@code most} of them. O(n log n). */
  static VerdictSample of(List<JudgedAccount> judged, int most, long seed) {
    if (judged.size() <= most) {
      return new VerdictSample(judged, judged.size());
    }
    List<JudgedAccount> kept =
        judged.stream()
            .sorted(
                Comparator.comparingLong((JudgedAccount one) -> StableHash.of(one.unit(), seed))
                    .thenComparing(JudgedAccount::unit)
                    .thenComparing(one -> one.account().account().value()))
            .limit(most)
            .toList();
    return new VerdictSample(kept, judged.size());
  }

  /** What is said of a sample, to be put behind a sentence; empty if it is all of them. */
  String note() {
    return judged.size() == given
        ? ""
        : String.format(Locale.ROOT, " (on a sample of %,d of %,d verdicts)", judged.size(), given);
  }
}
