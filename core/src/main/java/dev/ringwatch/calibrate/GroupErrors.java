package dev.ringwatch.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a threshold errs in a group of accounts.
 *
 * <p>A bound that holds on average can be broken for a group. So each group is tested for it by the
 * exact binomial test, on benign accounts of the random audit, and called out where the bound is
 * broken there with the confidence that it was promised with. Of many groups some look bad by
 * chance: Holm's step-down (A simple sequentially rejective multiple test procedure, 1979) keeps
 * the probability that any group is called out wrongly below 1 - confidence, however groups
 * overlap. Silence is no proof: the interval says how much a small group could hide.
 *
 * @param kind what accounts are told apart by
 * @param group its name; {@value #SMALL} takes in all groups of the kind with fewer than {@value
 *     #LEAST_BENIGN} benign audited accounts
 * @param falsePositives how many benign audited accounts of it there are, and are flagged
 * @param missed how many labelled abusive ones there are, and are not flagged: of those that
 *     somebody looked at, not of all
 * @param isBroken whether the bound is broken for it
 */
public record GroupErrors(
    GroupKind kind,
    String group,
    FalsePositiveCheck falsePositives,
    Missed missed,
    boolean isBroken) {

  /** The name of what is put together. */
  public static final String SMALL = "(smaller groups)";

  static final int LEAST_BENIGN = 10;

  /**
   * Abusive accounts below a threshold.
   *
   * @param count how many
   * @param abusive of how many
   */
  public record Missed(long count, long abusive) {

    /** Where the share lies; 0 to 1 of nothing. */
    public Interval interval(double confidence) {
      return BinomialInterval.of(count, abusive, confidence);
    }
  }

  /**
   * Looks at every group. O(n log n).
   *
   * @param scores labelled accounts with their groups
   * @param threshold flag what scores as much or more
   * @param bound what is promised
   * @return by kind, the largest group first, what was put together last; kinds of which nothing is
   *     known are not there
   */
  public static List<GroupErrors> of(
      List<GroupedScore> scores, double threshold, FalsePositiveBound bound) {
    List<GroupErrors> all = new ArrayList<>();
    for (GroupKind kind : GroupKind.values()) {
      Map<String, Tally> tallies = new TreeMap<>();
      for (GroupedScore one : scores) {
        String group = one.groups().get(kind);
        if (group != null) {
          tallies.computeIfAbsent(group, name -> new Tally()).add(one.score(), threshold);
        }
      }
      all.addAll(ofKind(kind, withoutSmall(tallies), bound));
    }
    return Holm.callOut(all, bound.allowedViolation());
  }

  private static Map<String, Tally> withoutSmall(Map<String, Tally> tallies) {
    Map<String, Tally> kept = new TreeMap<>();
    tallies.forEach((group, tally) -> {
      String name = tally.benign < LEAST_BENIGN ? SMALL : group;
      kept.computeIfAbsent(name, it -> new Tally()).add(tally);
    });
    return kept;
  }

  private static List<GroupErrors> ofKind(
      GroupKind kind, Map<String, Tally> tallies, FalsePositiveBound bound) {
    return tallies.entrySet().stream()
        .map(of -> of.getValue().errors(kind, of.getKey(), bound))
        .sorted(
            Comparator.comparing((GroupErrors errors) -> errors.group().equals(SMALL))
                .thenComparing(
                    errors -> errors.falsePositives().benign(), Comparator.reverseOrder())
                .thenComparing(GroupErrors::group))
        .toList();
  }

  GroupErrors broken() {
    return new GroupErrors(kind, group, falsePositives, missed, true);
  }

  /** Why it is called out, in a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s %s: %,d of %,d benign audited accounts are flagged, more than the bound of %s allows",
        kind.label(),
        group,
        falsePositives.flagged(),
        falsePositives.benign(),
        Share.percent(falsePositives.maxRate()));
  }

  /** Counts of a group; not thread-safe. */
  private static final class Tally {
    private long benign;
    private long flagged;
    private long abusive;
    private long missed;

    void add(LabelledScore score, double threshold) {
      if (score.abusive()) {
        abusive++;
        missed += score.score() < threshold ? 1 : 0;
      } else if (score.audited()) {
        benign++;
        flagged += score.score() >= threshold ? 1 : 0;
      }
    }

    void add(Tally other) {
      benign += other.benign;
      flagged += other.flagged;
      abusive += other.abusive;
      missed += other.missed;
    }

    GroupErrors errors(GroupKind kind, String group, FalsePositiveBound bound) {
      return new GroupErrors(
          kind,
          group,
          new FalsePositiveCheck(flagged, benign, bound.maxRate()),
          new Missed(missed, abusive),
          false);
    }
  }
}
