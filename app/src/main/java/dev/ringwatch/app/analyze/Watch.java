package dev.ringwatch.app.analyze;

import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Journal} once more, for what the members of a few rings and the accounts of high
 * risk did. Used once, by one thread. Memory for at most {@value #MEMBERS} members of a ring with
 * {@value #ACTS} acts each.
 */
final class Watch implements Journal.Reader {

  private static final int MEMBERS = 200;

  /** Of each member, the first acts on something shared and the first others, half and half. */
  private static final int ACTS = 500;

  private static final LinkKeyKind[] KINDS = LinkKeyKind.values();
  private static final int FILTER_BITS = 16;

  /** What one account did. */
  private static final class Watched {
    final boolean isHighRisk;
    final List<RingActs.Act> shared = new ArrayList<>();
    final List<RingActs.Act> others = new ArrayList<>();
    @Nullable Map<Integer, List<LinkKey>> keys;

    Watched(boolean isHighRisk) {
      this.isHighRisk = isHighRisk;
    }
  }

  private final Map<Long, Watched> accounts = new HashMap<>();
  private final long[] filter = new long[1 << (FILTER_BITS - Long.numberOfTrailingZeros(64))];
  private final long firstBucket;
  private final long widthMillis;
  private final long[] highRisk;

  /** Counts in the buckets of an activity, which has events. */
  Watch(Activity activity) {
    List<Activity.Bucket> buckets = activity.buckets();
    widthMillis = activity.widthMillis();
    firstBucket = Math.floorDiv(buckets.getFirst().start().toEpochMilli(), widthMillis);
    highRisk = new long[buckets.size()];
  }

  /** Watches an account of high risk. */
  void highRisk(AccountId account) {
    watched(account, true);
  }

  /** Watches a ring, whose members share these keys. */
  void ring(Ring ring, Set<LinkKey> keys) {
    Map<Integer, List<LinkKey>> byHash = new HashMap<>();
    for (LinkKey key : keys) {
      byHash.computeIfAbsent(Journal.hash(key), hash -> new ArrayList<>(1)).add(key);
    }
    ring.members().stream()
        .limit(MEMBERS)
        .forEach(member -> watched(member.account(), false).keys = byHash);
  }

  private Watched watched(AccountId account, boolean isHighRisk) {
    long hash = Journal.hash(account.value());
    filter[place(hash)] |= 1L << hash;
    return accounts.computeIfAbsent(hash, opened -> new Watched(isHighRisk));
  }

  private static int place(long hash) {
    return (int) (hash >>> (Long.SIZE - FILTER_BITS + Long.numberOfTrailingZeros(64)));
  }

  /** Reads a journal. */
  void read(Journal journal) throws IOException {
    journal.replay(this);
  }

  @Override
  public void event(long epochMillis, long account, int[] keys) {
    if ((filter[place(account)] >>> account & 1) == 0) {
      return;
    }
    Watched watched = accounts.get(account);
    if (watched == null) {
      return;
    }
    if (watched.isHighRisk) {
      highRisk[(int) (Math.floorDiv(epochMillis, widthMillis) - firstBucket)]++;
    }
    if (watched.keys != null) {
      List<LinkKey> shared = shared(watched.keys, keys);
      List<RingActs.Act> acts = shared.isEmpty() ? watched.others : watched.shared;
      if (acts.size() < ACTS / 2) {
        acts.add(new RingActs.Act(epochMillis, shared));
      }
    }
  }

  private static List<LinkKey> shared(Map<Integer, List<LinkKey>> byHash, int[] keys) {
    List<LinkKey> shared = List.of();
    for (int kind = 0; kind < keys.length; kind++) {
      List<LinkKey> candidates = keys[kind] == 0 ? null : byHash.get(keys[kind]);
      if (candidates != null) {
        for (LinkKey key : candidates) {
          if (key.kind() == KINDS[kind]) {
            shared = shared.isEmpty() ? new ArrayList<>(2) : shared;
            shared.add(key);
          }
        }
      }
    }
    return shared;
  }

  /** How many events accounts of high risk had, by bucket. */
  List<Long> highRisk() {
    List<Long> counts = new ArrayList<>();
    for (long count : highRisk) {
      counts.add(count);
    }
    return counts;
  }

  /** What the members of a watched ring did. */
  RingActs acts(Ring ring) {
    Map<String, RingActs.Acts> acts = new HashMap<>();
    ring.members().stream()
        .limit(MEMBERS)
        .forEach(member -> {
          String account = member.account().value();
          Watched watched = accounts.get(Journal.hash(account));
          if (watched != null) {
            acts.put(account, new RingActs.Acts(watched.shared, watched.others));
          }
        });
    return new RingActs(ring.members().size(), acts);
  }
}
