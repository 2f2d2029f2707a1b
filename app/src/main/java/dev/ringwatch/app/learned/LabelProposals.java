package dev.ringwatch.app.learned;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which accounts a verdict would say most about, by turns for two reasons: those whose score is
 * next to the threshold, for where that should lie is decided there; and those that stand out by
 * something of which few or none were judged, for of that little is known. One of a ring at most:
 * the others are nearly copies of it. The random sample is not touched: it is drawn for itself, and
 * proposals are no part of it.
 *
 * @param candidates whom nobody has decided about, each once
 * @param judged how many accounts of each kind were
 * @param threshold from which score on incidents are opened
 */
record LabelProposals(List<Candidate> candidates, Map<String, Integer> judged, double threshold) {

  /** Less than a tenth is no difference. */
  private static final double SAME = 0.05;

  /** Why an account is proposed. */
  enum Why {
    /** Its score is next to the threshold. */
    UNCERTAIN,
    /** Of its kind few were judged. */
    UNKNOWN_KIND;

    /** The word in answers. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A proposal. Names are a contract.
   *
   * @param account whom to decide about next
   * @param riskScore its score, 0 to 100
   * @param why {@code uncertain} or {@code unknown_kind}
   * @param reason the same in a sentence
   */
  record Proposal(String account, double riskScore, String why, String reason) {}

  /**
   * Chooses. O(n log n).
   *
   * @param most how many at most
   */
  List<Proposal> choose(int most) {
    List<Candidate> nearest =
        candidates.stream()
            .sorted(Comparator.comparingDouble(this::distance).thenComparing(Candidate::account))
            .toList();
    Map<String, List<Candidate>> kinds = new TreeMap<>();
    for (Candidate one : nearest) {
      if (!one.kind().isEmpty()) {
        kinds.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one);
      }
    }
    Iterator<Candidate> uncertain = nearest.iterator();
    Iterator<Candidate> unknown = byTurns(kinds).iterator();
    Set<String> seen = new HashSet<>();
    List<Proposal> chosen = new ArrayList<>();
    while (chosen.size() < most && (uncertain.hasNext() || unknown.hasNext())) {
      boolean isUncertain = uncertain.hasNext() && (chosen.size() % 2 == 0 || !unknown.hasNext());
      Candidate one = isUncertain ? uncertain.next() : unknown.next();
      if (seen.add(one.unit())) {
        chosen.add(isUncertain ? uncertain(one) : unknown(one, kinds));
      }
    }
    return chosen;
  }

  private double distance(Candidate one) {
    return Math.abs(one.risk() - threshold);
  }

  /**
   * One of each kind after another, those first of which the fewest were judged for each that
   * waits.
   */
  private List<Candidate> byTurns(Map<String, List<Candidate>> kinds) {
    List<List<Candidate>> order =
        kinds.values().stream()
            .sorted(
                Comparator.comparingDouble(
                    waiting -> (1.0 + judged(waiting.getFirst().kind())) / waiting.size()))
            .toList();
    int longest = order.stream().mapToInt(List::size).max().orElse(0);
    List<Candidate> turns = new ArrayList<>();
    for (int turn = 0; turn < longest; turn++) {
      for (List<Candidate> waiting : order) {
        if (turn < waiting.size()) {
          turns.add(waiting.get(turn));
        }
      }
    }
    return turns;
  }

  private int judged(String kind) {
    return judged.getOrDefault(kind, 0);
  }

  private Proposal uncertain(Candidate one) {
    String place =
        distance(one) < SAME
            ? "at the threshold"
            : Numbers.score(distance(one))
                + (one.risk() > threshold ? " above" : " below")
                + " the threshold";
    return new Proposal(
        one.account(),
        one.risk(),
        Why.UNCERTAIN.word(),
        place + ": what such accounts are says where it should lie");
  }

  private Proposal unknown(Candidate one, Map<String, List<Candidate>> kinds) {
    int waiting = kinds.getOrDefault(one.kind(), List.of()).size();
    int judged = judged(one.kind());
    return new Proposal(
        one.account(),
        one.risk(),
        Why.UNKNOWN_KIND.word(),
        "stands out most by "
            + one.kind().replace('_', ' ')
            + ", as "
            + (waiting == 1 ? "no other that waits" : Numbers.count(waiting) + " that wait")
            + "; "
            + (judged == 0 ? "nobody has judged one yet" : Numbers.count(judged) + " were judged"));
  }
}
