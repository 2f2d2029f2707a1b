package dev.ringwatch.app.replay;

import dev.ringwatch.app.input.RejectedLine;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts lines of files that are not used, by the reason. Safe for threads. */
final class Rejections {

  private static final int MOST_REASONS = 100;
  private static final String OTHERS = "other reasons";

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(RejectedLine line) {
    String reason = line.rejected().reason();
    boolean isKnown = counts.containsKey(reason) || counts.size() < MOST_REASONS;
    counts.merge(isKnown ? reason : OTHERS, 1L, Long::sum);
  }

  /** How many so far, by the reason. */
  synchronized Map<String, Long> counts() {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
