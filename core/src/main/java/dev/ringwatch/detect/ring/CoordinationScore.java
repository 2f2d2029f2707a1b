package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much of what an account did on targets it did together with the same others, below the cut of
 * rings too: a graded sign for logs that carry no device and no address, where single pairs stay
 * under what all pairs together allow for. Used by one thread.
 */
public final class CoordinationScore {

  /*
   * Acting on a target that n accounts acted on says 1 / (n - 1) about each of the others: the
   * chance to have met that one, were all alike. n counts those that came as close in time as the
   * two did (TargetScales), so that seconds say more than hours. A pair's tie is the sum over
   * targets of different owners. Busy accounts meet by chance: as in NullModel, a pair of d_a and
   * d_b actions expects m = affinity d_a d_b 2 T / E^2, with T all pairs' ties and E all actions.
   * An account's score is the sum over its partners of (tie - m)^2 / (1 + m), where tie > m: a
   * chi-square statistic with one pseudo-count. Two rare targets shared with one partner count 4,
   * with two partners 2, and a crowd of n counts 1 / (n - 1) in all, not 1: what matters are
   * coincidences that coincide. Decision record 0006 has what other forms give.
   */

  private static final int ACCOUNTS_PER_TASK = 1024;

  private final KeyColumns keys;
  private final TargetScales scales;
  private final SharedTargets targets;
  private final LongArrayList candidates = new LongArrayList();
  private final DoubleArrayList masses = new DoubleArrayList();
  private final AccountColumns accounts;
  private final double expectedPerAction;

  private CoordinationScore(
      LinkGraph graph, TargetScales scales, RingConfig config, double expectedPerAction) {
    keys = graph.keyColumns();
    accounts = graph.accountColumns();
    this.expectedPerAction = expectedPerAction;
    this.scales = scales;
    targets = new SharedTargets((int) config.coAction().episode().toMinutes());
  }

  /**
   * The score of every account, by account index: at least 0, higher is more coordinated, without a
   * bound; comparable among the accounts of one log. Targets above the audience cap count nothing,
   * and neither do devices, addresses or the number of events. O(pairs of accounts that share a
   * target), on all processors, with the same result on any number of them.
   */
  public static double[] of(LinkGraph graph, RingConfig config) {
    var scales = new TargetScales(graph.keyColumns(), config.cap(LinkKeyKind.CO_ACTION));
    var scores = new double[graph.accounts()];
    double expected = expectedPerAction(graph, scales, config);
    int tasks = (scores.length + ACCOUNTS_PER_TASK - 1) / ACCOUNTS_PER_TASK;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(task -> {
          var score = new CoordinationScore(graph, scales, config, expected);
          int end = Math.min(scores.length, (task + 1) * ACCOUNTS_PER_TASK);
          for (int account = task * ACCOUNTS_PER_TASK; account < end; account++) {
            scores[account] = score.of(account, config.cap(LinkKeyKind.CO_ACTION));
          }
        });
    return scores;
  }

  /** What a pair of one action each expects to be tied by chance. */
  private static double expectedPerAction(LinkGraph graph, TargetScales scales, RingConfig config) {
    KeyColumns keys = graph.keyColumns();
    double ties = 0;
    for (int key = 0; key < keys.size(); key++) {
      boolean counts =
          !keys.isStatic(key) && keys.accounts(key) <= config.cap(LinkKeyKind.CO_ACTION);
      double closer = 0;
      for (int scale = 0; counts && scale < TargetScales.COUNT; scale++) {
        double pairs = scales.pairMass(scale, key);
        ties += pairs == closer ? 0 : (pairs - closer) * rarity(pairs);
        closer = pairs;
      }
    }
    double actions = Math.max(1, graph.accountColumns().totalActions());
    return config.coAction().affinity() * 2 * ties / (actions * actions);
  }

  /** What meeting on a target says where so many pairs met: 1 for one pair, less for more. */
  private static double rarity(double pairs) {
    return 2 / (Math.sqrt(1 + 8 * pairs) - 1);
  }

  private double of(int account, int cap) {
    collect(account, cap);
    double score = 0;
    int from = 0;
    while (from < candidates.size()) {
      int to = from;
      targets.clear();
      while (to < candidates.size() && partner(to) == partner(from)) {
        add((int) candidates.getLong(to), account, partner(to));
        to++;
      }
      double expected =
          expectedPerAction * accounts.actions(account) * accounts.actions(partner(from));
      double excess = Math.max(0, tie() - expected);
      score += excess * excess / (1 + expected);
      from = to;
    }
    return score;
  }

  /** Packs (partner, target) for all targets of the account, sorted. */
  private void collect(int account, int cap) {
    candidates.clear();
    for (int i = keys.accountStart(account); i < keys.accountStart(account + 1); i++) {
      int key = keys.accountKey(i);
      if (!keys.isStatic(key) && keys.accounts(key) <= cap) {
        for (int place = keys.start(key); place < keys.start(key + 1); place++) {
          if (keys.member(place) != account) {
            candidates.add(((long) keys.member(place) << 32) | key);
          }
        }
      }
    }
    Arrays.sort(candidates.elements(), 0, candidates.size());
  }

  private int partner(int candidate) {
    return (int) (candidates.getLong(candidate) >>> 32);
  }

  private void add(int key, int account, int partner) {
    int minute = keys.firstMinute(keys.place(key, account));
    int minuteOfPartner = keys.firstMinute(keys.place(key, partner));
    int target = targets.add(keys.unit(key), minute, minuteOfPartner);
    if (target >= 0) {
      int scale = TargetScales.scale(Math.abs(minute - minuteOfPartner));
      targets.mass(target, 0, scales.pairMass(scale, key));
    }
  }

  private double tie() {
    masses.clear();
    targets.addMassesTo(masses, 0);
    double tie = 0;
    for (int i = 0; i < masses.size(); i++) {
      tie += rarity(masses.getDouble(i));
    }
    return tie;
  }
}
