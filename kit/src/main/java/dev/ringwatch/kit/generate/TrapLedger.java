package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Notes who is in which trap while the world is built. */
final class TrapLedger {

  private final List<Entry> entries = new ArrayList<>();
  private final Map<TrapKind, Integer> counts = new EnumMap<>(TrapKind.class);

  /**
   * A trap.
   *
   * @param id a name of its own
   * @param kind what it is
   * @param members the accounts in it, by number
   */
  record Entry(String id, TrapKind kind, List<Integer> members) {}

  void add(TrapKind kind, List<Integer> members) {
    int ordinal = counts.merge(kind, 1, Integer::sum);
    entries.add(new Entry(kind.label() + "-" + ordinal, kind, List.copyOf(members)));
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The entries of one kind. */
  List<Entry> entries(TrapKind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }
}
