package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Says what a group would share by chance. Under the null model ({@link NullModel}) a pair with
 * degrees d_a and d_b shares d_a d_b 2 S / E^2 keys of a kind, S the pairs that share any such key
 * and E all uses of them; summed over the group's pairs. The group's own pairs are taken out of S.
 * For targets d is the number of actions, and S holds the targets that pairs share at any time and,
 * once more, those they share within the window, some of which are too popular to be among the
 * former: so it is rather too large.
 */
final class Coincidences {

  private final AccountColumns accounts;
  private final Map<LinkKeyKind, Double> pairMass = new EnumMap<>(LinkKeyKind.class);

  /** Sums up a graph. O(shared keys). */
  Coincidences(LinkGraph graph, RingConfig config) {
    this.accounts = graph.accountColumns();
    KeyColumns keys = graph.keyColumns();
    for (int key = 0; key < keys.size(); key++) {
      if (keys.accounts(key) <= config.cap(keys.kind(key))) {
        pairMass.merge(keys.kind(key), (double) keys.pairMass(key), Double::sum);
      }
    }
    double within = Arrays.stream(graph.occasionColumns().allPairMasses()).sum();
    pairMass.merge(LinkKeyKind.CO_ACTION, within, Double::sum);
  }

  /**
   * What a group shares, by kind; kinds of which it shares nothing are left out. O(accounts +
   * evidence).
   *
   * @param group account indexes
   * @param edges the edges among them
   */
  List<Coincidence> of(int[] group, List<Edge> edges) {
    Map<LinkKeyKind, Long> seen = new EnumMap<>(LinkKeyKind.class);
    Map<LinkKeyKind, Long> own = new EnumMap<>(LinkKeyKind.class);
    for (Edge edge : edges) {
      for (Evidence evidence : edge.evidence()) {
        if (!(evidence instanceof Evidence.SharedKey shared && shared.popular())) {
          seen.merge(evidence.key().kind(), 1L, Long::sum);
          own.merge(evidence.key().kind(), countedTimes(evidence), Long::sum);
        }
      }
    }
    var found = new ArrayList<Coincidence>();
    seen.forEach((kind, count) ->
        found.add(new Coincidence(kind, count, expected(kind, group, own.getOrDefault(kind, 0L)))));
    return found;
  }

  /** How often a pair's evidence is in the sum of masses. */
  private static long countedTimes(Evidence evidence) {
    return evidence instanceof Evidence.CoAction target ? 1 + target.occasions() : 1;
  }

  /** How many keys of a kind the group's pairs would share, if {@code own} of all are theirs. */
  double expected(LinkKeyKind kind, int[] group, long own) {
    boolean targets = kind == LinkKeyKind.CO_ACTION;
    double sum = 0;
    double squares = 0;
    for (int account : group) {
      double degree =
          targets ? accounts.actions(account) : accounts.degree(LinkKeys.index(kind), account);
      sum += degree;
      squares += degree * degree;
    }
    double total = targets ? accounts.totalActions() : accounts.incidences(LinkKeys.index(kind));
    double others = Math.max(1, pairMass.getOrDefault(kind, 0.0) - own);
    double ofPairs = (sum * sum - squares) / 2;
    return total == 0 ? 0 : ofPairs * 2 * others / (total * total);
  }
}
