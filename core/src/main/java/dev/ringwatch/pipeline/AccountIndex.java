package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.flat.LongIndex;
import java.util.Arrays;

/**
 * Numbers accounts from 0 in the order in which they were first seen. Exact: accounts whose hashes
 * agree stay two, because people may choose their names. Not thread-safe; about 52 bytes for an
 * account besides its id.
 */
final class AccountIndex {

  private final LongIndex numbers = new LongIndex();
  private AccountId[] ids = new AccountId[16];
  private int size;

  /** What spreads accounts over partitions and finds them. */
  static long hash(AccountId account) {
    return StableHash.of(account.value(), 0);
  }

  int size() {
    return size;
  }

  /** The one instance of a number's id. */
  AccountId id(int number) {
    return ids[number];
  }

  /** Brings a hash's place in the index near; what it returns must be used. */
  long bringNear(long hash) {
    return numbers.bringNear(hash);
  }

  /** The number of an account, a new one if it was not seen before. O(1) expected. */
  int number(AccountId account, long hash) {
    long place = hash;
    int number = numbers.get(place);
    while (number >= 0 && !ids[number].equals(account)) {
      place = StableHash.mix(place + 1);
      number = numbers.get(place);
    }
    return number >= 0 ? number : add(account, place);
  }

  private int add(AccountId account, long place) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size] = account;
    numbers.put(place, size);
    return size++;
  }
}
