package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What hunts found that stands, and what is to stand from later ticks on. Not thread-safe. About
 * 100 bytes for an account of a hunt.
 */
public final class Findings {

  private final TreeMap<Tick, List<FindingsInForce>> awaited = new TreeMap<>();
  private final Map<String, Standing> byHunt = new TreeMap<>();

  /**
   * The findings of one hunt.
   *
   * @param accounts the same accounts as in them, to be asked for one
   */
  private record Standing(FindingsInForce findings, Set<AccountId> accounts) {

    static Standing of(FindingsInForce findings) {
      return new Standing(findings, new HashSet<>(findings.accounts()));
    }

    /** Whether an account gets the same from others. */
    boolean tells(AccountId account, FindingsInForce others) {
      return findings.points() == others.points() && accounts.contains(account);
    }
  }

  /** None yet. */
  public Findings() {}

  /** Takes in findings that stand from a tick on; those of one hunt and tick in the order said. */
  public void await(Tick effectiveFrom, FindingsInForce findings) {
    awaited.computeIfAbsent(effectiveFrom, tick -> new ArrayList<>()).add(findings);
  }

  /** Whether findings are known that stand after a closed tick. */
  boolean isAwaited(Tick closed) {
    return awaited.higherKey(closed) != null;
  }

  /** The first tick at which findings end by themselves; empty if none stand. */
  Optional<Tick> firstEnd() {
    return byHunt.values().stream()
        .map(standing -> standing.findings.until())
        .min(Comparator.naturalOrder());
  }

  /**
   * Lets the findings stand that are due, and ends those that have stood for their time.
   *
   * @param moved takes the accounts of which others stand than before
   */
  public void advance(Tick closed, Consumer<AccountId> moved) {
    while (!awaited.isEmpty() && awaited.firstKey().compareTo(closed) <= 0) {
      awaited.pollFirstEntry().getValue().forEach(findings -> replace(findings, moved));
    }
    for (Standing standing : List.copyOf(byHunt.values())) {
      if (standing.findings.until().compareTo(closed) <= 0) {
        byHunt.remove(standing.findings.hunt());
        standing.accounts.forEach(moved);
      }
    }
  }

  private void replace(FindingsInForce findings, Consumer<AccountId> moved) {
    Standing now = Standing.of(findings);
    Standing before =
        findings.accounts().isEmpty()
            ? byHunt.remove(findings.hunt())
            : byHunt.put(findings.hunt(), now);
    tellOthers(now, before, moved);
    if (before != null) {
      tellOthers(before, now, moved);
    }
  }

  /** Tells of those accounts to which others do not say the same. */
  private static void tellOthers(
      Standing some, @Nullable Standing others, Consumer<AccountId> moved) {
    for (AccountId account : some.accounts) {
      if (others == null || !others.tells(account, some.findings)) {
        moved.accept(account);
      }
    }
  }

  /** What hunts tell an account, in the order of their names. O(hunts). */
  public List<HuntFinding> of(AccountId account) {
    List<HuntFinding> told = new ArrayList<>();
    for (Standing standing : byHunt.values()) {
      if (standing.accounts.contains(account)) {
        told.add(standing.findings.finding());
      }
    }
    return told;
  }

  /** The findings that stand or, of those that are about to change, will, by hunt. */
  List<FindingsInForce> newest() {
    Map<String, FindingsInForce> newest = new TreeMap<>();
    byHunt.forEach((hunt, standing) -> newest.put(hunt, standing.findings));
    awaited.values().forEach(due -> due.forEach(one -> newest.put(one.hunt(), one)));
    return newest.values().stream().filter(one -> !one.accounts().isEmpty()).toList();
  }

  /** All as it is now. O(hunts). */
  public Frozen freeze() {
    List<FindingsInForce> held = byHunt.values().stream().map(Standing::findings).toList();
    Map<Tick, List<FindingsInForce>> heldAwaited = new TreeMap<>();
    awaited.forEach((tick, due) -> heldAwaited.put(tick, List.copyOf(due)));
    return out -> {
      write(held, out);
      out.putInt(heldAwaited.size());
      for (Map.Entry<Tick, List<FindingsInForce>> due : heldAwaited.entrySet()) {
        out.putLong(due.getKey().epochMinute());
        write(due.getValue(), out);
      }
    };
  }

  private static void write(List<FindingsInForce> all, BlockWriter out) throws IOException {
    out.putInt(all.size());
    for (FindingsInForce findings : all) {
      out.putText(findings.hunt());
      out.putInt(findings.points());
      out.putLong(findings.until().epochMinute());
      out.putInt(findings.accounts().size());
      for (AccountId account : findings.accounts()) {
        out.putText(account.value());
      }
    }
  }

  /** Takes in what {@link #freeze} froze, instead of nothing. */
  public void read(BlockReader in) throws IOException {
    for (FindingsInForce findings : readAll(in)) {
      byHunt.put(findings.hunt(), Standing.of(findings));
    }
    for (int ticks = in.readCount(); ticks > 0; ticks--) {
      Tick from = new Tick(in.readLong());
      readAll(in).forEach(findings -> await(from, findings));
    }
  }

  private static List<FindingsInForce> readAll(BlockReader in) throws IOException {
    List<FindingsInForce> all = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      String hunt = in.readText();
      int points = in.readInt();
      Tick until = new Tick(in.readLong());
      List<AccountId> accounts = new ArrayList<>();
      for (int more = in.readCount(); more > 0; more--) {
        accounts.add(new AccountId(in.readText()));
      }
      all.add(new FindingsInForce(hunt, points, until, accounts));
    }
    return all;
  }
}
