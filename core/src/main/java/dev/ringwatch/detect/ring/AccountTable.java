package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.StableHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and three numbers for each: how often, the first and the last minute. The first account,
 * which is the only one of most keys, lies in the table itself; a few more are scanned, many are
 * hashed. Guarded by its owner's thread. 48 bytes for one account, then 20 to 40 bytes for each.
 */
final class AccountTable {

  private static final int INDEX_ABOVE = 8;
  private static final AccountId[] NO_ACCOUNTS = {};
  private static final int[] NO_NUMBERS = {};

  private @Nullable AccountId first;
  private int firstUses;
  private int firstFirstMinute;
  private int firstLastMinute;
  private int size;

  /** The accounts after the first, in order of appearance, and three numbers for each. */
  private AccountId[] others = NO_ACCOUNTS;

  private int[] numbers = NO_NUMBERS;

  /**
   * Open addressing from an account's hash to its place in others, plus one; null while a scan is
   * as fast.
   */
  private int @Nullable [] index;

  int size() {
    return size;
  }

  /** Counts one use. O(1). */
  void use(AccountId account, int minute) {
    if (first == null) {
      first = account;
      size = 1;
      firstUses = 1;
      firstFirstMinute = minute;
      firstLastMinute = minute;
    } else if (first.equals(account)) {
      firstUses++;
      firstFirstMinute = Math.min(firstFirstMinute, minute);
      firstLastMinute = Math.max(firstLastMinute, minute);
    } else {
      useByOther(account, minute);
    }
  }

  private void useByOther(AccountId account, int minute) {
    int place = find(account);
    if (place < 0) {
      append(account, minute);
      return;
    }
    numbers[3 * place]++;
    numbers[3 * place + 1] = Math.min(numbers[3 * place + 1], minute);
    numbers[3 * place + 2] = Math.max(numbers[3 * place + 2], minute);
  }

  private int find(AccountId account) {
    if (index != null) {
      return index[slot(index, account)] - 1;
    }
    for (int place = 0; place < size - 1; place++) {
      if (others[place].equals(account)) {
        return place;
      }
    }
    return -1;
  }

  /** The slot that holds the account, or the free one where it belongs. */
  private int slot(int[] table, AccountId account) {
    int mask = table.length - 1;
    int slot = (int) StableHash.mix(account.hashCode()) & mask;
    while (table[slot] != 0 && !others[table[slot] - 1].equals(account)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void append(AccountId account, int minute) {
    int place = size - 1;
    if (place == others.length) {
      int larger = place == 0 ? 1 : place + (place >> 1) + 1;
      others = Arrays.copyOf(others, larger);
      numbers = Arrays.copyOf(numbers, 3 * larger);
    }
    others[place] = account;
    numbers[3 * place] = 1;
    numbers[3 * place + 1] = minute;
    numbers[3 * place + 2] = minute;
    size++;
    addToIndex(place);
  }

  private void addToIndex(int place) {
    if (place + 1 <= INDEX_ABOVE) {
      return;
    }
    if (index == null || 2 * (place + 1) > index.length) {
      var larger = new int[Integer.highestOneBit(place + 1) * 4];
      for (int i = 0; i <= place; i++) {
        larger[slot(larger, others[i])] = i + 1;
      }
      index = larger;
    } else {
      index[slot(index, others[place])] = place + 1;
    }
  }

  /** Shows every account to the visitor, in order of appearance. O(accounts). */
  void forEach(KeyUsage.Visitor visitor) {
    if (first == null) {
      return;
    }
    visitor.account(first, firstUses, firstFirstMinute, firstLastMinute);
    for (int place = 0; place < size - 1; place++) {
      visitor.account(
          others[place], numbers[3 * place], numbers[3 * place + 1], numbers[3 * place + 2]);
    }
  }
}
