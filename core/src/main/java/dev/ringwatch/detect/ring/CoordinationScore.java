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
   * targets of different owners, and an account's score the sum of its ties' squares: two rare
   * targets shared with one partner count 4, with two partners 2, and a crowd of n counts
   * 1 / (n - 1) in all, not 1. It is the number of coincidences that coincide. The square was the
   * first exponent above 1 that was looked at in earnest; decision record 0006 has what 1 and 1.5
   * give.
   */

  private static final int ACCOUNTS_PER_TASK = 1024;

  private final KeyColumns keys;
  private final TargetScales scales;
  private final SharedTargets targets;
  private final LongArrayList candidates = new LongArrayList();
  private final DoubleArrayList masses = new DoubleArrayList();

  private CoordinationScore(LinkGraph graph, TargetScales scales, RingConfig config) {
    keys = graph.keyColumns();
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
    int tasks = (scores.length + ACCOUNTS_PER_TASK - 1) / ACCOUNTS_PER_TASK;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(task -> {
          var score = new CoordinationScore(graph, scales, config);
          int end = Math.min(scores.length, (task + 1) * ACCOUNTS_PER_TASK);
          for (int account = task * ACCOUNTS_PER_TASK; account < end; account++) {
            scores[account] = score.of(account, config.cap(LinkKeyKind.CO_ACTION));
          }
        });
    return scores;
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
      double tie = tie();
      score += tie * tie;
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
      double accounts = (1 + Math.sqrt(1 + 8 * masses.getDouble(i))) / 2;
      tie += 1 / (accounts - 1);
    }
    return tie;
  }
}
