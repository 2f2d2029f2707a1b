package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The truth about a generated world.
 *
 * @param accounts every account, in the order of ids
 * @param rings the planted rings
 * @param traps the innocent look-alikes; an account may be in several, and rings' members in none
 */
public record Truth(
    SortedMap<AccountId, AccountTruth> accounts, List<PlantedRing> rings, List<Trap> traps) {

  /** Copies the collections. */
  public Truth {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    rings = List.copyOf(rings);
    traps = List.copyOf(traps);
  }

  /** The truth about one account; unremarkable when there is no such account. */
  public AccountTruth of(AccountId account) {
    return accounts.getOrDefault(account, AccountTruth.UNREMARKABLE);
  }

  static Truth of(World world) {
    AccountTruth[] truths = new AccountTruth[world.people().size()];
    Arrays.fill(truths, AccountTruth.UNREMARKABLE);
    List<Trap> traps = new ArrayList<>();
    List<TrapLedger.Entry> entries = new ArrayList<>(world.traps());
    entries.sort((one, other) -> one.kind().compareTo(other.kind()));
    for (TrapLedger.Entry entry : entries) {
      traps.add(new Trap(entry.id(), entry.kind(), ids(entry.members(), world)));
      AccountTruth innocent = new AccountTruth(false, entry.kind().label(), entry.id());
      entry.members().forEach(index -> truths[index] = innocent);
    }
    List<PlantedRing> rings = new ArrayList<>();
    for (Casting.Part part : world.parts()) {
      if (part.kind().ring()) {
        rings.add(new PlantedRing(part.id(), part.kind(), ids(part.members(), world)));
      }
      AccountTruth guilty = new AccountTruth(true, part.kind().label(), part.id());
      part.members().forEach(index -> truths[index] = guilty);
    }
    SortedMap<AccountId, AccountTruth> accounts = new TreeMap<>();
    world.people().forEach(person -> accounts.put(person.id(), truths[person.index()]));
    return new Truth(accounts, rings, traps);
  }

  private static List<AccountId> ids(List<Integer> indexes, World world) {
    return indexes.stream().map(index -> world.people().get(index).id()).sorted().toList();
  }
}
