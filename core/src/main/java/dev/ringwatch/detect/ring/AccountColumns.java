package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The accounts of a graph in the order of their ids, and how busy each is. */
final class AccountColumns {

  private final AccountId[] ids;
  private final int[] events;
  private final int[] actions;

  /** By static kind, then account: the number of distinct keys. */
  private final int[][] degrees;

  private AccountColumns(AccountId[] ids, int[] events, int[] actions, int[][] degrees) {
    this.ids = ids;
    this.events = events;
    this.actions = actions;
    this.degrees = degrees;
  }

  int size() {
    return ids.length;
  }

  AccountId id(int account) {
    return ids[account];
  }

  int indexOf(AccountId account) {
    return Arrays.binarySearch(ids, account);
  }

  int events(int account) {
    return events[account];
  }

  /** How many of the account's events name a target. */
  int actions(int account) {
    return actions[account];
  }

  /** How many distinct keys of a static kind the account used, shared or not. */
  int degree(int staticKind, int account) {
    return degrees[staticKind][account];
  }

  /** The sum of the degrees of a static kind. */
  long incidences(int staticKind) {
    return Arrays.stream(degrees[staticKind]).asLongStream().sum();
  }

  /** The number of actions on targets by all accounts. */
  long totalActions() {
    return Arrays.stream(actions).asLongStream().sum();
  }

  /** Numbers accounts in order of appearance. */
  static final class Builder {
    private final Object2IntOpenHashMap<AccountId> ordinals = new Object2IntOpenHashMap<>();
    private final List<AccountId> ids = new ArrayList<>();
    private final IntArrayList events = new IntArrayList();
    private final IntArrayList actions = new IntArrayList();
    private final IntArrayList[] degrees = new IntArrayList[LinkKeys.STATIC.size()];

    Builder() {
      ordinals.defaultReturnValue(-1);
      Arrays.setAll(degrees, kind -> new IntArrayList());
    }

    int ordinal(AccountId account) {
      int known = ordinals.getInt(account);
      if (known >= 0) {
        return known;
      }
      int ordinal = ids.size();
      ordinals.put(account, ordinal);
      ids.add(account);
      events.add(0);
      actions.add(0);
      for (IntArrayList degree : degrees) {
        degree.add(0);
      }
      return ordinal;
    }

    void add(AccountId account, int moreEvents, int moreActions) {
      if (moreEvents < 0 || moreActions < 0) {
        throw new IllegalArgumentException(
            "events and actions must not be negative: " + moreEvents + ", " + moreActions);
      }
      int ordinal = ordinal(account);
      events.set(ordinal, events.getInt(ordinal) + moreEvents);
      actions.set(ordinal, actions.getInt(ordinal) + moreActions);
    }

    void countKey(int staticKind, int ordinal) {
      degrees[staticKind].set(ordinal, degrees[staticKind].getInt(ordinal) + 1);
    }

    /** From an account's ordinal to its place in the order of ids. */
    int[] rank() {
      AccountId[] sorted = ids.toArray(new AccountId[0]);
      Arrays.parallelSort(sorted);
      var rank = new int[sorted.length];
      for (int place = 0; place < sorted.length; place++) {
        rank[ordinals.getInt(sorted[place])] = place;
      }
      return rank;
    }

    AccountColumns build(int[] rank) {
      var sorted = new AccountId[rank.length];
      for (int ordinal = 0; ordinal < rank.length; ordinal++) {
        sorted[rank[ordinal]] = ids.get(ordinal);
      }
      var sortedDegrees = new int[degrees.length][];
      Arrays.setAll(sortedDegrees, kind -> byRank(degrees[kind], rank));
      return new AccountColumns(sorted, byRank(events, rank), byRank(actions, rank), sortedDegrees);
    }

    private static int[] byRank(IntArrayList values, int[] rank) {
      var sorted = new int[rank.length];
      for (int ordinal = 0; ordinal < rank.length; ordinal++) {
        sorted[rank[ordinal]] = values.getInt(ordinal);
      }
      return sorted;
    }
  }
}
