package dev.ringwatch.app.replay;

import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.PairedChange;
import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many labelled accounts are judged right, before and after: an abusive one whose score reached
 * the threshold, a benign one whose did not.
 *
 * @param of whom, in words
 * @param accounts how many are labelled and known
 * @param rightBefore how many are right before
 * @param rightAfter how many are right after
 * @param change how many are right on one side only
 */
record LabelledChange(
    String of, long accounts, long rightBefore, long rightAfter, PairedChange change) {

  private static final double CONFIDENCE = 0.95;

  private static final List<Map.Entry<String, Predicate<Label>>> KINDS =
      List.of(
          Map.entry("abusive", Label::abusive),
          Map.entry("benign", label -> !label.abusive()),
          Map.entry("benign of the random audit", label -> !label.abusive() && label.isAudited()));

  /**
   * Counts those that are known on both sides, in groups that have some.
   *
   * @param known the accounts that have scores
   */
  static List<LabelledChange> of(
      Labels labels, Set<AccountId> known, Outcome before, Outcome after) {
    List<LabelledChange> groups = new ArrayList<>();
    for (Map.Entry<String, Predicate<Label>> kind : KINDS) {
      LabelledChange group = new LabelledChange(kind.getKey(), 0, 0, 0, new PairedChange(0, 0));
      for (Map.Entry<AccountId, Label> one : labels.byAccount().entrySet()) {
        if (known.contains(one.getKey()) && kind.getValue().test(one.getValue())) {
          boolean abusive = one.getValue().abusive();
          group =
              group.with(
                  before.flagged().contains(one.getKey()) == abusive,
                  after.flagged().contains(one.getKey()) == abusive);
        }
      }
      if (group.accounts > 0) {
        groups.add(group);
      }
    }
    return groups;
  }

  private LabelledChange with(boolean wasRight, boolean isRight) {
    return new LabelledChange(
        of,
        accounts + 1,
        rightBefore + (wasRight ? 1 : 0),
        rightAfter + (isRight ? 1 : 0),
        new PairedChange(
            change.gained() + (isRight && !wasRight ? 1 : 0),
            change.lost() + (wasRight && !isRight ? 1 : 0)));
  }

  /** Where the share of those that are right lies, with 95 % confidence; exact. */
  Interval interval(long right) {
    return BinomialInterval.of(right, accounts, CONFIDENCE);
  }
}
