package dev.ringwatch.bench;

import dev.ringwatch.calibrate.LabelledScore;
import dev.ringwatch.calibrate.ScoreStrata;
import dev.ringwatch.learn.JudgedAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Half of the accounts of a log, of which some are looked at in the order of time, and the other
 * half, which nobody looks at and which the outcome is measured on.
 *
 * @param judged what is learned from
 * @param unseen the other half
 */
record LabelDraw(List<JudgedAccount> judged, List<LearningSet.Known> unseen) {

  /** Who is looked at. */
  enum Looking {
    /** A random audit. */
    AUDIT("audit"),
    /** Half a random audit, half the highest scores, as a queue has them. */
    QUEUE("half queue");

    private final String label;

    Looking(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** How many accounts can be looked at. */
  static int most(LearningSet set) {
    return set.accounts().size() / 2;
  }

  /** Draws the halves, then so many accounts of one; who is audited is drawn first. */
  static LabelDraw of(LearningSet set, Looking looking, int count, long seed) {
    Random random = new Random(seed);
    List<LearningSet.Known> shuffled = new ArrayList<>(set.accounts());
    Collections.shuffle(shuffled, random);
    List<LearningSet.Known> half = shuffled.subList(0, most(set));
    int audited = looking == Looking.AUDIT ? count : count / 2;
    List<LearningSet.Known> looked = new ArrayList<>(half.subList(0, audited));
    Set<LearningSet.Known> audit = new HashSet<>(looked);
    half.stream()
        .skip(audited)
        .sorted(
            Comparator.comparingDouble((LearningSet.Known known) -> known.scored().risk())
                .reversed())
        .limit(count - audited)
        .forEach(looked::add);
    Collections.shuffle(looked, random);
    return new LabelDraw(
        judged(looked, audit, strata(half, looked)),
        List.copyOf(shuffled.subList(most(set), shuffled.size())));
  }

  private static ScoreStrata strata(List<LearningSet.Known> half, List<LearningSet.Known> looked) {
    return ScoreStrata.of(
        looked.stream()
            .map(known -> new LabelledScore(known.scored().risk(), known.abusive(), true, 1))
            .toList(),
        List.of(half.stream().mapToDouble(known -> known.scored().risk()).toArray()));
  }

  private static List<JudgedAccount> judged(
      List<LearningSet.Known> looked, Set<LearningSet.Known> audit, ScoreStrata strata) {
    List<JudgedAccount> judged = new ArrayList<>();
    for (LearningSet.Known known : looked) {
      judged.add(
          new JudgedAccount(
              known.scored(),
              new JudgedAccount.Verdict(
                  known.abusive(),
                  audit.contains(known),
                  strata.probability(known.scored().risk()),
                  Instant.ofEpochSecond(judged.size())),
              known.unit()));
    }
    return judged;
  }
}
