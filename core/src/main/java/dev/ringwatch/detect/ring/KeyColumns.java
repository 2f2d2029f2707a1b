package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.StableHash;
import java.util.Arrays;

/**
 * The keys that two accounts or more share, by kind and {@link KeyRows#order}, and who used each,
 * in both directions (compressed sparse rows). Made by {@link KeyCollector}.
 */
final class KeyColumns {

  private final Keys keys;
  private final int kindsWithRoom;
  private final int[] start;
  private final int[] member;
  private final int[] uses;
  private final int[] firstMinute;
  private final int[] lastMinute;
  private final int[] accountStart;
  private final int[] accountKey;

  /**
   * What is known of the keys themselves, by key.
   *
   * @param kinds their kinds
   * @param hashes the hashes of their values
   * @param companions by key, then static kind: the hash of the one value it goes with
   * @param units what co-action targets count as one; 0 for static keys
   * @param tables the tables that they are from, which have their values
   * @param rows their numbers there
   */
  @SuppressWarnings("ArrayRecordComponent") // columns, handed over and not copied
  record Keys(
      LinkKeyKind[] kinds,
      long[] hashes,
      long[] companions,
      long[] units,
      KeyRows[] tables,
      int[] rows) {

    static Keys of(int count, int kindsWithRoom) {
      return new Keys(
          new LinkKeyKind[count],
          new long[count],
          new long[kindsWithRoom * count],
          new long[count],
          new KeyRows[count],
          new int[count]);
    }
  }

  /**
   * Columns that are handed over.
   *
   * @param start by key, its first place in the columns; one more at the end
   * @param columns the account, its uses, first and last minute, by key and account
   * @param accounts how many accounts there are
   */
  KeyColumns(Keys keys, int[] start, int[][] columns, int accounts) {
    this.keys = keys;
    this.kindsWithRoom = start.length == 1 ? 0 : keys.companions().length / (start.length - 1);
    this.start = start;
    this.member = columns[0];
    this.uses = columns[1];
    this.firstMinute = columns[2];
    this.lastMinute = columns[3];
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
    for (int key = 0; key < size(); key++) {
      for (int at = start[key]; at < start[key + 1]; at++) {
        accountKey[next[member[at]]++] = key;
      }
    }
  }

  int size() {
    return start.length - 1;
  }

  /** A key; made anew at every call. */
  LinkKey key(int key) {
    return new LinkKey(kind(key), keys.tables()[key].text(keys.rows()[key]));
  }

  LinkKeyKind kind(int key) {
    return keys.kinds()[key];
  }

  /** Whether the key is one that events carry, and not a target. */
  boolean isStatic(int key) {
    return kind(key) != LinkKeyKind.CO_ACTION;
  }

  /** What co-action targets count as one. */
  long unit(int key) {
    return keys.units()[key];
  }

  /** A hash of the key. */
  long hash(int key) {
    int ofKind = isStatic(key) ? LinkKeys.index(kind(key)) : -1;
    return StableHash.mix(keys.hashes()[key] + ofKind);
  }

  /** All that is known of a key, without who and how many used it, as one number. */
  long signature(int key) {
    long hash = StableHash.mix(hash(key) ^ keys.units()[key]);
    for (int kind = 0; kind < kindsWithRoom; kind++) {
      hash = StableHash.mix(hash + keys.companions()[kindsWithRoom * key + kind]);
    }
    return hash;
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
    long[] companions = keys.companions();
    for (int kind = 0; kind < kindsWithRoom; kind++) {
      long companion = companions[kindsWithRoom * key + kind];
      if (companion == companions[kindsWithRoom * other + kind]
          && KeyUsage.isValueHash(companion)) {
        return true;
      }
    }
    return false;
  }

  private boolean follows(int key, int other) {
    return kind(key) != kind(other) && companion(key, kind(other)) == keys.hashes()[other];
  }

  /**
   * The hash of the one value of a static kind that the key was always seen with, or a number that
   * is no value's hash.
   */
  long companion(int key, LinkKeyKind kind) {
    int index = LinkKeys.index(kind);
    return index < kindsWithRoom ? keys.companions()[kindsWithRoom * key + index] : KeyUsage.NONE;
  }
}
