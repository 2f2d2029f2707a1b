package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.Arrays;

/**
 * The occasions on which two accounts acted together, by the account of the lower index, then the
 * other, the key, and time (compressed sparse rows); and how popular all co-action keys are. Made
 * by {@link OccasionCollector}.
 */
final class OccasionColumns {

  private final Keys keys;

  /** The pair masses of all keys that have any, kept occasion or not, ascending. */
  private final long[] allPairMasses;

  private final int[] start;
  private final int[] other;
  private final int[] key;
  private final int[] minute;
  private final int[] lagMillis;
  private final long shed;

  /**
   * What is known of the keys themselves, by key.
   *
   * @param pairMass how many occasions of pairs there were on each
   * @param unit what targets count as one
   * @param tables the tables that they are from, which have their values
   * @param rows their numbers there
   */
  @SuppressWarnings("ArrayRecordComponent") // columns, handed over and not copied
  record Keys(long[] pairMass, long[] unit, KeyRows[] tables, int[] rows) {

    String text(int key) {
      return tables[key].text(rows[key]);
    }
  }

  /**
   * Columns that are handed over.
   *
   * @param start by account, its first place in the columns; one more at the end
   * @param columns the other account, the key, the minute and the lag, by pair, key and time
   * @param shed how many occasions were not kept
   */
  OccasionColumns(Keys keys, int[] start, int[][] columns, long shed) {
    this.keys = keys;
    this.start = start;
    this.other = columns[0];
    this.key = columns[1];
    this.minute = columns[2];
    this.lagMillis = columns[3];
    this.shed = shed;
    allPairMasses = keys.pairMass().clone();
    Arrays.sort(allPairMasses);
  }

  int size() {
    return other.length;
  }

  long shed() {
    return shed;
  }

  LinkKey key(int coActionKey) {
    return new LinkKey(LinkKeyKind.CO_ACTION, keys.text(coActionKey));
  }

  long pairMass(int coActionKey) {
    return keys.pairMass()[coActionKey];
  }

  /** What targets count as one. */
  long unit(int coActionKey) {
    return keys.unit()[coActionKey];
  }

  /** By co-action key: the number of kept occasions at most so long apart. O(occasions). */
  int[] pairsWithin(int gapMillis) {
    var pairs = new int[keys.pairMass().length];
    for (int place = 0; place < key.length; place++) {
      pairs[key[place]] += Math.abs(lagMillis[place]) <= gapMillis ? 1 : 0;
    }
    return pairs;
  }

  long[] allPairMasses() {
    return allPairMasses;
  }

  /**
   * The first place of an account's occasions with accounts of higher index; up to the next
   * account's first place.
   */
  int start(int account) {
    return start[account];
  }

  /**
   * The first place of a pair's occasions, or where it would be. O(log occasions of the account).
   */
  int first(int account, int otherAccount) {
    int low = start[account];
    int high = start[account + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (other[middle] < otherAccount) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int other(int place) {
    return other[place];
  }

  int coActionKey(int place) {
    return key[place];
  }

  /** When the later of the two acted, in minutes since 1970. */
  int minute(int place) {
    return minute[place];
  }

  /**
   * How long after the account of lower index the other acted, in milliseconds; negative if before.
   */
  int lagMillis(int place) {
    return lagMillis[place];
  }
}
