package dev.ringwatch.alert;

import dev.ringwatch.event.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which policy holds at which tick: the one that was begun with, and what was changed since. So the
 * same evidence is judged by the same thresholds however late it is looked at.
 *
 * @param initial what holds before the first change
 * @param changes the earliest first; of those of one tick and kind the last holds
 */
public record PolicyTimeline(IncidentPolicy initial, List<Change> changes) {

  /**
   * Another threshold.
   *
   * @param kind of which incidents, {@link IncidentKind#ACCOUNT} or {@link IncidentKind#RING}
   * @param from the score from which they are opened, 0 to 100
   * @param effectiveFrom the first tick at which it holds
   */
  public record Change(IncidentKind kind, double from, Tick effectiveFrom) {

    /** Checks kind and range. */
    public Change {
      if (!canChange(kind)) {
        throw new IllegalArgumentException(
            "the threshold of " + kind.label() + " cannot be changed");
      }
      if (!(from >= 0 && from <= 100)) {
        throw new IllegalArgumentException("a threshold is 0 to 100, not " + from);
      }
    }
  }

  /** Puts the changes into order; those of one tick stay as they come. */
  public PolicyTimeline {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparing(Change::effectiveFrom));
    changes = List.copyOf(sorted);
  }

  /** Whether incidents of a kind have a threshold that can be changed. */
  public static boolean canChange(IncidentKind kind) {
    return kind == IncidentKind.ACCOUNT || kind == IncidentKind.RING;
  }

  /** Nothing was ever changed. */
  public static PolicyTimeline of(IncidentPolicy policy) {
    return new PolicyTimeline(policy, List.of());
  }

  /** What holds at a tick. O(changes). */
  public IncidentPolicy at(Tick tick) {
    int count = 0;
    while (count < changes.size() && changes.get(count).effectiveFrom().compareTo(tick) <= 0) {
      count++;
    }
    return after(count);
  }

  private IncidentPolicy after(int count) {
    IncidentPolicy policy = initial;
    for (Change change : changes.subList(0, count)) {
      policy = policy.with(initial, change.kind(), change.from());
    }
    return policy;
  }
}
