package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The static keys that two accounts or more share, by kind, hash and value, and who used each, in
 * both directions (compressed sparse rows).
 */
final class KeyColumns {

  private static final int KINDS = LinkKeys.STATIC.size();

  private final LinkKey[] keys;

  /** By key: the hash of its value, and by static kind the hash of the one value it goes with. */
  private final long[] hashes;

  private final long[] companions;

  /** By key: what co-action targets count as one; 0 for static keys. */
  private final long[] units;

  private final int[] start;
  private final int[] member;
  private final int[] uses;
  private final int[] firstMinute;
  private final int[] lastMinute;
  private final int[] accountStart;
  private final int[] accountKey;

  private KeyColumns(LinkKey[] keys, long[][] hashes, int[] start, int[][] columns, int accounts) {
    this.keys = keys;
    companions = hashes[0];
    units = hashes[1];
    this.start = start;
    this.member = columns[0];
    this.uses = columns[1];
    this.firstMinute = columns[2];
    this.lastMinute = columns[3];
    this.hashes = new long[keys.length];
    Arrays.setAll(this.hashes, key -> KeyUsage.valueHash(keys[key].value()));
    accountStart = new int[accounts + 1];
    accountKey = new int[member.length];
    fillAccounts();
  }

  private void fillAccounts() {
    for (int account : member) {
      accountStart[account + 1]++;
    }
    for (int account = 1; account < accountStart.length; account++) {
      accountStart[account] += accountStart[account - 1];
    }
    int[] next = accountStart.clone();
    for (int key = 0; key < keys.length; key++) {
      for (int at = start[key]; at < start[key + 1]; at++) {
        accountKey[next[member[at]]++] = key;
      }
    }
  }

  int size() {
    return keys.length;
  }

  LinkKey key(int key) {
    return keys[key];
  }

  LinkKeyKind kind(int key) {
    return keys[key].kind();
  }

  /** Whether the key is one that events carry, and not a target. */
  boolean isStatic(int key) {
    return kind(key) != LinkKeyKind.CO_ACTION;
  }

  /** What co-action targets count as one. */
  long unit(int key) {
    return units[key];
  }

  /** How many accounts used the key, at least 2. */
  int accounts(int key) {
    return start[key + 1] - start[key];
  }

  /** The number of pairs of accounts that share the key. */
  long pairMass(int key) {
    long accounts = accounts(key);
    return accounts * (accounts - 1) / 2;
  }

  /**
   * The first place of the key's accounts; they are in ascending order up to the next key's first
   * place.
   */
  int start(int key) {
    return start[key];
  }

  int member(int place) {
    return member[place];
  }

  int uses(int place) {
    return uses[place];
  }

  int firstMinute(int place) {
    return firstMinute[place];
  }

  int lastMinute(int place) {
    return lastMinute[place];
  }

  /** The place of an account among the key's. O(log accounts of the key). */
  int place(int key, int account) {
    return Arrays.binarySearch(member, start[key], start[key + 1], account);
  }

  /**
   * The first place of the account's shared keys; they are in ascending order up to the next
   * account's first place.
   */
  int accountStart(int account) {
    return accountStart[account];
  }

  int accountKey(int place) {
    return accountKey[place];
  }

  /**
   * Whether two keys are one piece of evidence: one was only ever seen together with the other, or
   * both only ever with one and the same third value, such as two tablets that never left one
   * home's address.
   */
  boolean dependent(int key, int other) {
    if (follows(key, other) || follows(other, key)) {
      return true;
    }
    for (int kind = 0; kind < KINDS; kind++) {
      long companion = companions[KINDS * key + kind];
      if (companion == companions[KINDS * other + kind] && KeyUsage.isValueHash(companion)) {
        return true;
      }
    }
    return false;
  }

  private boolean follows(int key, int other) {
    return kind(key) != kind(other)
        && companions[KINDS * key + LinkKeys.index(kind(other))] == hashes[other];
  }

  /**
   * The hash of the one value of a static kind that the key was always seen with, or a number that
   * is no value's hash.
   */
  long companion(int key, LinkKeyKind kind) {
    return companions[KINDS * key + LinkKeys.index(kind)];
  }

  /** Collects keys in any order. */
  static final class Builder {
    private final List<LinkKey> keys = new ArrayList<>();
    private final LongArrayList companions = new LongArrayList();
    private final LongArrayList units = new LongArrayList();
    private final IntArrayList start = new IntArrayList();
    private final IntArrayList[] columns = new IntArrayList[4];

    Builder() {
      Arrays.setAll(columns, column -> new IntArrayList());
      start.add(0);
    }

    void add(KeyUsage usage, AccountColumns.Builder accounts) {
      int kind = LinkKeys.index(usage.key().kind());
      boolean shared = usage.accounts() > 1;
      usage.forEach((account, uses, firstMinute, lastMinute) -> {
        int ordinal = accounts.ordinal(account);
        accounts.countKey(kind, ordinal);
        if (shared) {
          addMember(ordinal, uses, firstMinute, lastMinute);
        }
      });
      if (shared) {
        LinkKeys.STATIC.forEach(other -> companions.add(usage.companion(other)));
        endKey(usage.key(), 0);
      }
    }

    void add(CoActionUsage usage, AccountColumns.Builder accounts) {
      AccountTable audience = usage.audience().orElse(null);
      if (audience == null || audience.size() < 2) {
        return;
      }
      audience.forEach((account, uses, firstMinute, lastMinute) ->
          addMember(accounts.ordinal(account), uses, firstMinute, lastMinute));
      LinkKeys.STATIC.forEach(other -> companions.add(0));
      endKey(usage.key(), usage.unit());
    }

    private void addMember(int ordinal, int uses, int firstMinute, int lastMinute) {
      columns[0].add(ordinal);
      columns[1].add(uses);
      columns[2].add(firstMinute);
      columns[3].add(lastMinute);
    }

    private void endKey(LinkKey key, long unit) {
      keys.add(key);
      units.add(unit);
      start.add(columns[0].size());
    }

    KeyColumns build(int[] rank) {
      int[] order = order();
      var sortedKeys = new LinkKey[order.length];
      var sortedCompanions = new long[KINDS * order.length];
      var sortedUnits = new long[order.length];
      var sortedStart = new int[order.length + 1];
      var sorted = new int[columns.length][columns[0].size()];
      for (int place = 0; place < order.length; place++) {
        int key = order[place];
        sortedKeys[place] = keys.get(key);
        companions.getElements(KINDS * key, sortedCompanions, KINDS * place, KINDS);
        sortedUnits[place] = units.getLong(key);
        sortedStart[place + 1] = sortedStart[place] + start.getInt(key + 1) - start.getInt(key);
        copyMembers(key, rank, sorted, sortedStart[place]);
      }
      long[][] hashes = {sortedCompanions, sortedUnits};
      return new KeyColumns(sortedKeys, hashes, sortedStart, sorted, rank.length);
    }

    /** The keys by kind, hash and value. */
    private int[] order() {
      var hashes = new long[keys.size()];
      Arrays.setAll(hashes, key -> KeyUsage.valueHash(keys.get(key).value()));
      var order = new int[keys.size()];
      Arrays.setAll(order, key -> key);
      IntArrays.parallelQuickSort(
          order,
          (one, other) -> {
            int byKind = keys.get(one).kind().compareTo(keys.get(other).kind());
            int byHash = byKind != 0 ? byKind : Long.compare(hashes[one], hashes[other]);
            return byHash != 0 ? byHash : keys.get(one).compareTo(keys.get(other));
          });
      return order;
    }

    /** Copies a key's accounts, by rank, to a place of the sorted columns. */
    private void copyMembers(int key, int[] rank, int[][] sorted, int to) {
      int from = start.getInt(key);
      int count = start.getInt(key + 1) - from;
      var byRank = new long[count];
      for (int i = 0; i < count; i++) {
        byRank[i] = ((long) rank[columns[0].getInt(from + i)] << 32) | i;
      }
      Arrays.sort(byRank);
      for (int i = 0; i < count; i++) {
        sorted[0][to + i] = (int) (byRank[i] >>> 32);
        int place = from + (int) byRank[i];
        for (int column = 1; column < sorted.length; column++) {
          sorted[column][to + i] = columns[column].getInt(place);
        }
      }
    }
  }
}
