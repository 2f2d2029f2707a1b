package dev.ringwatch.app.replay;

import dev.ringwatch.app.label.Labels;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.RiskConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is different between the two sides.
 *
 * @param before what came of what holds
 * @param after what came of what is proposed
 * @param bands how many accounts are in which band
 * @param accounts those whose final scores at the end, or their reasons, are not the same, by id
 * @param incidents those that are not the same
 * @param rings those that are not the same
 * @param reasons those that add other points
 * @param labelled how many labelled accounts are judged right
 */
record Comparison(
    Outcome before,
    Outcome after,
    BandMatrix bands,
    List<AccountChange> accounts,
    List<IncidentChange> incidents,
    List<RingChange> rings,
    List<ReasonChange> reasons,
    List<LabelledChange> labelled) {

  /**
   * Compares. O(accounts).
   *
   * @param labels what people decided
   * @param movedBy by how many points a score must have moved to count as moved
   */
  static Comparison of(Outcome before, Outcome after, Labels labels, double movedBy) {
    BandMatrix bands = new BandMatrix();
    ReasonTotals reasons = new ReasonTotals();
    List<AccountChange> different = new ArrayList<>();
    Set<AccountId> known = new HashSet<>();
    for (AccountChange change : changes(before.accounts(), after.accounts())) {
      bands.add(change);
      reasons.add(change);
      known.add(change.account());
      if (change.isDifferent()) {
        different.add(change);
      }
    }
    return new Comparison(
        before,
        after,
        bands,
        different,
        IncidentChange.between(before.incidents(), after.incidents(), movedBy),
        RingChange.between(before.rings(), after.rings(), RiskConfig.ofDefaults(), movedBy),
        reasons.changes(),
        LabelledChange.of(labels, known, before, after));
  }

  /** All accounts: those of before in their order, then those that are known only after. */
  private static List<AccountChange> changes(List<AccountFinal> before, List<AccountFinal> after) {
    Map<AccountId, AccountFinal> others = HashMap.newHashMap(after.size());
    after.forEach(account -> others.put(account.account(), account));
    List<AccountChange> changes = new ArrayList<>(before.size());
    for (AccountFinal account : before) {
      Optional<AccountFinal> other = Optional.ofNullable(others.remove(account.account()));
      changes.add(new AccountChange(account.account(), Optional.of(account), other));
    }
    for (AccountFinal account : after) {
      if (others.containsKey(account.account())) {
        changes.add(new AccountChange(account.account(), Optional.empty(), Optional.of(account)));
      }
    }
    return changes;
  }

  /** Whether nothing at all is different. */
  boolean isEmpty() {
    return accounts.isEmpty() && incidents.isEmpty() && rings.isEmpty();
  }

  /** How many incidents became what. */
  long incidents(ChangeKind kind) {
    return incidents.stream().filter(change -> change.kind() == kind).count();
  }

  /** How many rings became what. */
  long rings(ChangeKind kind) {
    return rings.stream().filter(change -> change.kind() == kind).count();
  }
}
