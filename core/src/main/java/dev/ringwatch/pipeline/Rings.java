package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rings that hold, and the changes to come by the tick from which they hold. Not thread-safe.
 * About 150 bytes for a member.
 */
final class Rings {

  private final TreeMap<Tick, List<Control.ChangeRings>> awaited = new TreeMap<>();
  private final Map<String, RingInForce> byId = new TreeMap<>();
  private final Map<AccountId, Membership> byAccount = new HashMap<>();

  void await(Tick effectiveFrom, Control.ChangeRings changes) {
    awaited.computeIfAbsent(effectiveFrom, tick -> new ArrayList<>()).add(changes);
  }

  /** Whether a change is known that holds after a closed tick. */
  boolean isAwaited(Tick closed) {
    return awaited.higherKey(closed) != null;
  }

  /**
   * Lets the changes hold that are due.
   *
   * @param moved takes the accounts whose membership changed, some more than once
   */
  void advance(Tick closed, Consumer<AccountId> moved) {
    while (!awaited.isEmpty() && awaited.firstKey().compareTo(closed) <= 0) {
      awaited.pollFirstEntry().getValue().forEach(changes -> apply(changes, moved));
    }
  }

  private void apply(Control.ChangeRings changes, Consumer<AccountId> moved) {
    changes.ended().forEach(id -> leave(byId.remove(id), moved));
    changes.changed().forEach(ring -> leave(byId.put(ring.id(), ring), moved));
    changes.changed().forEach(ring -> join(ring, moved));
  }

  private void leave(@Nullable RingInForce ring, Consumer<AccountId> moved) {
    if (ring != null) {
      for (AccountId member : ring.members()) {
        if (byAccount.remove(member, ring.membership())) {
          moved.accept(member);
        }
      }
    }
  }

  private void join(RingInForce ring, Consumer<AccountId> moved) {
    Membership membership = ring.membership();
    for (AccountId member : ring.members()) {
      byAccount.put(member, membership);
      moved.accept(member);
    }
  }

  /** What an account's ring tells it; empty without one. */
  Optional<Membership> of(AccountId account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  /** The rings that hold or, of those that are about to change, will, by id. */
  List<RingInForce> newest() {
    Map<String, RingInForce> newest = new TreeMap<>(byId);
    for (List<Control.ChangeRings> due : awaited.values()) {
      for (Control.ChangeRings changes : due) {
        changes.ended().forEach(newest::remove);
        changes.changed().forEach(ring -> newest.put(ring.id(), ring));
      }
    }
    return List.copyOf(newest.values());
  }

  /** All as it is now. O(rings). */
  Frozen freeze() {
    List<RingInForce> held = List.copyOf(byId.values());
    Map<Tick, List<Control.ChangeRings>> heldAwaited = new TreeMap<>();
    awaited.forEach((tick, changes) -> heldAwaited.put(tick, List.copyOf(changes)));
    return out -> {
      write(held, out);
      out.putInt(heldAwaited.size());
      for (Map.Entry<Tick, List<Control.ChangeRings>> due : heldAwaited.entrySet()) {
        out.putLong(due.getKey().epochMinute());
        out.putInt(due.getValue().size());
        for (Control.ChangeRings changes : due.getValue()) {
          write(changes, out);
        }
      }
    };
  }

  private static void write(Control.ChangeRings changes, BlockWriter out) throws IOException {
    out.putLong(changes.effectiveFrom().epochMinute());
    write(changes.changed(), out);
    out.putInt(changes.ended().size());
    for (String id : changes.ended()) {
      out.putText(id);
    }
  }

  private static void write(List<RingInForce> rings, BlockWriter out) throws IOException {
    out.putInt(rings.size());
    for (RingInForce ring : rings) {
      out.putText(ring.id());
      out.putLong(Double.doubleToLongBits(ring.score()));
      out.putInt(ring.members().size());
      for (AccountId member : ring.members()) {
        out.putText(member.value());
      }
    }
  }

  /** Takes in what {@link #freeze} froze. */
  void read(BlockReader in) throws IOException {
    for (RingInForce ring : readRings(in)) {
      byId.put(ring.id(), ring);
      join(ring, moved -> {});
    }
    for (int ticks = in.readCount(); ticks > 0; ticks--) {
      Tick from = new Tick(in.readLong());
      for (int left = in.readCount(); left > 0; left--) {
        await(from, readChanges(in));
      }
    }
  }

  private static Control.ChangeRings readChanges(BlockReader in) throws IOException {
    Tick effectiveFrom = new Tick(in.readLong());
    List<RingInForce> changed = readRings(in);
    List<String> ended = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      ended.add(in.readText());
    }
    return new Control.ChangeRings(effectiveFrom, changed, ended);
  }

  private static List<RingInForce> readRings(BlockReader in) throws IOException {
    List<RingInForce> rings = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      String id = in.readText();
      double score = in.readDouble();
      List<AccountId> members = new ArrayList<>();
      for (int more = in.readCount(); more > 0; more--) {
        members.add(new AccountId(in.readText()));
      }
      rings.add(new RingInForce(id, score, members));
    }
    return rings;
  }
}
