package dev.ringwatch.app.learned;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which accounts a verdict would say most about, by turns for two reasons: those whose score is
 * next to the threshold, for where that should lie is decided there; and those that stand out by
 * something of which few or none were judged, for of that nothing is known. The random sample is
 * not touched: it is drawn for itself, and proposals are no part of it.
 */
final class LabelProposals {

  private static final Comparator<Candidate> BY_NAME = Comparator.comparing(Candidate::account);

  private LabelProposals() {}

  /** Why an account is proposed. */
  enum Why {
    /** Its score is next to the threshold. */
    UNCERTAIN,
    /** Of its kind few were judged. */
    UNKNOWN_KIND;

    /** The word in answers. */
    String word() {
      return this == UNCERTAIN ? "uncertain" : "unknown_kind";
    }
  }

  /**
   * A proposal. Names are a contract.
   *
   * @param account whom to decide about next
   * @param riskScore its score
   * @param why {@code uncertain} or {@code unknown_kind}
   * @param reason the same in a sentence
   */
  record Proposal(String account, double riskScore, String why, String reason) {}

  /**
   * Chooses. O(n log n).
   *
   * @param candidates whom nobody has decided about, each once
   * @param judged how many accounts of each kind were
   * @param threshold from which score on incidents are opened
   * @param most how many at most
   */
  static List<Proposal> of(
      List<Candidate> candidates, Map<String, Integer> judged, double threshold, int most) {
    Comparator<Candidate> nearest =
        Comparator.comparingDouble((Candidate one) -> Math.abs(one.risk() - threshold))
            .thenComparing(BY_NAME);
    List<Candidate> uncertain = candidates.stream().sorted(nearest).toList();
    Map<String, List<Candidate>> kinds = new TreeMap<>();
    uncertain.forEach(one -> kinds.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one));
    List<Candidate> unknown = byTurns(kinds, judged);
    Map<String, Proposal> chosen = new LinkedHashMap<>();
    Set<Candidate> left = new LinkedHashSet<>(candidates);
    // Both lists name all that are left, so that neither ends before.
    int nextUncertain = 0;
    int nextUnknown = 0;
    while (chosen.size() < most && !left.isEmpty()) {
      boolean isUncertain = chosen.size() % 2 == 0;
      Candidate one = isUncertain ? uncertain.get(nextUncertain++) : unknown.get(nextUnknown++);
      if (left.remove(one)) {
        chosen.put(
            one.account(), isUncertain ? uncertain(one, threshold) : unknown(one, kinds, judged));
      }
    }
    return List.copyOf(chosen.values());
  }

  /**
   * One of each kind after another, those first of which the fewest were judged by their number.
   */
  private static List<Candidate> byTurns(
      Map<String, List<Candidate>> kinds, Map<String, Integer> judged) {
    List<String> order =
        kinds.keySet().stream()
            .sorted(
                Comparator.comparingDouble(
                        (String kind) -> -share(kinds.getOrDefault(kind, List.of()), kind, judged))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<Candidate> turns = new ArrayList<>();
    for (int turn = 0; ; turn++) {
      int before = turns.size();
      for (String kind : order) {
        List<Candidate> of = kinds.getOrDefault(kind, List.of());
        if (turn < of.size()) {
          turns.add(of.get(turn));
        }
      }
      if (turns.size() == before) {
        return turns;
      }
    }
  }

  private static double share(List<Candidate> waiting, String kind, Map<String, Integer> judged) {
    return waiting.size() / (1.0 + judged.getOrDefault(kind, 0));
  }

  private static Proposal uncertain(Candidate one, double threshold) {
    double distance = Math.abs(one.risk() - threshold);
    String sentence =
        "its score is "
            + (distance < 0.05
                ? "the threshold"
                : Numbers.score(distance)
                    + (one.risk() > threshold ? " above" : " below")
                    + " the threshold")
            + ": what such accounts are says where that should lie";
    return new Proposal(one.account(), one.risk(), Why.UNCERTAIN.word(), sentence);
  }

  private static Proposal unknown(
      Candidate one, Map<String, List<Candidate>> kinds, Map<String, Integer> judged) {
    int alike = kinds.getOrDefault(one.kind(), List.of()).size();
    String sentence =
        (one.kind().isEmpty() ? "it stands out by nothing" : "it stands out by " + one.kind())
            + ", as "
            + Numbers.count(alike)
            + " that wait do; "
            + Numbers.count(judged.getOrDefault(one.kind(), 0))
            + " like it were judged";
    return new Proposal(one.account(), one.risk(), Why.UNKNOWN_KIND.word(), sentence);
  }
}
