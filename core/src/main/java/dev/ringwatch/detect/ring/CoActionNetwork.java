package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who did the same on the same targets at nearly the same time, and how often: the plain network of
 * co-actions, without caps, rarity or significance. It is what published tools for coordinated
 * sharing compute, for comparing with them and for looking at a log by hand; what rings are made of
 * is {@link CoActionUsage}, which stays bounded.
 *
 * <p>Used by one thread. 20 bytes per event. Results do not depend on the order in which events are
 * added.
 */
public final class CoActionNetwork {

  /** What counts once. */
  public enum Counting {
    /** Every pair of events of different accounts. */
    EVENTS,
    /**
     * Every meeting of two accounts, as {@link CoActionUsage} tells occasions: it begins when one
     * acts within the window of the other, and lasts until one has been silent for longer.
     */
    MEETINGS
  }

  /**
   * What ties two accounts.
   *
   * @param a the account whose id comes first
   * @param b the other
   * @param count how often they acted together, at least 1
   * @param meanGapMillis the mean time between the two, from 0 to the window
   */
  public record Tie(AccountId a, AccountId b, int count, double meanGapMillis) {}

  /** Sees pairs of events on one target. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One pair of events of different accounts.
     *
     * @param earlier the number of the earlier event, as {@link #add} gave it
     * @param later the number of the later event; of two at one instant the one whose account's id
     *     comes last
     * @param gapMillis the time between them, from 0 to the window
     */
    void pair(int earlier, int later, long gapMillis);
  }

  private record Act(String action, String target) {}

  private final long windowMillis;
  private final Counting counting;
  private final Object2IntOpenHashMap<Act> keys = new Object2IntOpenHashMap<>();
  private final Object2IntOpenHashMap<AccountId> ordinals = new Object2IntOpenHashMap<>();
  private final List<AccountId> ids = new ArrayList<>();
  private final IntArrayList account = new IntArrayList();
  private final IntArrayList key = new IntArrayList();
  private final LongArrayList millis = new LongArrayList();

  /**
   * An empty network.
   *
   * @param window the longest time between two events that counts, inclusive; not negative
   * @throws IllegalArgumentException if the window is negative
   */
  public CoActionNetwork(Duration window, Counting counting) {
    if (window.isNegative()) {
      throw new IllegalArgumentException("window must not be negative: " + window);
    }
    this.windowMillis = window.toMillis();
    this.counting = counting;
    keys.defaultReturnValue(-1);
    ordinals.defaultReturnValue(-1);
  }

  /** Adds an event and returns its number, counted from 0. O(1). */
  public int add(AccountId by, String action, String target, long epochMillis) {
    int ordinal = ordinals.getInt(by);
    if (ordinal < 0) {
      ordinal = ids.size();
      ordinals.put(by, ordinal);
      ids.add(by);
    }
    var act = new Act(action, target);
    int known = keys.getInt(act);
    if (known < 0) {
      known = keys.size();
      keys.put(act, known);
    }
    account.add(ordinal);
    key.add(known);
    millis.add(epochMillis);
    return key.size() - 1;
  }

  /**
   * Shows everything that counts, by target, then time: each pair of events at most once. O(n log n
   * + p) with p pairs of events within the window on one target.
   */
  public void forEach(Visitor visitor) {
    int[] order = order();
    int[] previous = previousOfSameAccount(order);
    int[] next = new int[order.length];
    Arrays.fill(next, Integer.MAX_VALUE);
    int from = 0;
    for (int at = 0; at < order.length; at++) {
      while (outOfReach(order[from], order[at])) {
        from++;
      }
      if (previous[at] >= 0) {
        next[previous[at]] = at;
      }
      if (counting == Counting.EVENTS || previous[at] < from) {
        showBefore(order, next, from, at, visitor);
      }
    }
  }

  /** Shows an event's pairs; for meetings with the others' last events only. */
  private void showBefore(int[] order, int[] next, int from, int at, Visitor visitor) {
    int own = account.getInt(order[at]);
    for (int before = from; before < at; before++) {
      boolean counts = counting == Counting.EVENTS || next[before] > at;
      if (counts && account.getInt(order[before]) != own) {
        long gap = millis.getLong(order[at]) - millis.getLong(order[before]);
        visitor.pair(order[before], order[at], gap);
      }
    }
  }

  private boolean outOfReach(int before, int now) {
    return key.getInt(before) != key.getInt(now)
        || millis.getLong(now) - millis.getLong(before) > windowMillis;
  }

  /** The events by key, time and account. */
  private int[] order() {
    var order = new int[key.size()];
    for (int event = 0; event < order.length; event++) {
      order[event] = event;
    }
    IntArrays.parallelQuickSort(
        order,
        (one, two) -> {
          int byKey = Integer.compare(key.getInt(one), key.getInt(two));
          int byTime = byKey != 0 ? byKey : Long.compare(millis.getLong(one), millis.getLong(two));
          return byTime != 0 ? byTime : id(one).compareTo(id(two));
        });
    return order;
  }

  private AccountId id(int event) {
    return ids.get(account.getInt(event));
  }

  /** By place: the previous place of the same account on the same key, or a negative number. */
  private int[] previousOfSameAccount(int[] order) {
    var previous = new int[order.length];
    var latest = new int[ids.size()];
    Arrays.fill(latest, -1);
    for (int at = 0; at < order.length; at++) {
      int own = account.getInt(order[at]);
      boolean sameKey = latest[own] >= 0 && key.getInt(order[latest[own]]) == key.getInt(order[at]);
      previous[at] = sameKey ? latest[own] : -1;
      latest[own] = at;
    }
    return previous;
  }

  /** All ties, by the first account, then the second. O(what {@link #forEach} costs). */
  public List<Tie> ties() {
    var sums = new Long2ObjectOpenHashMap<Sum>();
    forEach((earlier, later, gap) -> {
      boolean inOrder = id(earlier).compareTo(id(later)) < 0;
      int a = account.getInt(inOrder ? earlier : later);
      int b = account.getInt(inOrder ? later : earlier);
      Sum sum = sums.computeIfAbsent(((long) a << 32) | b, pair -> new Sum());
      sum.count++;
      sum.gapMillis += gap;
    });
    var ties = new ArrayList<Tie>();
    sums.long2ObjectEntrySet()
        .forEach(entry -> {
          long pair = entry.getLongKey();
          Sum sum = entry.getValue();
          double meanGap = (double) sum.gapMillis / sum.count;
          ties.add(new Tie(ids.get((int) (pair >>> 32)), ids.get((int) pair), sum.count, meanGap));
        });
    ties.sort(Comparator.comparing(Tie::a).thenComparing(Tie::b));
    return ties;
  }

  private static final class Sum {
    private int count;
    private long gapMillis;
  }
}
