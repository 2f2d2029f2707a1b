package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.LongIndex;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers accounts from 0 in the order in which they were first seen. Exact: accounts whose hashes
 * agree stay two, because people may choose their names. A look-up reads through the accounts of
 * one hash, so hashes are keyed. Not thread-safe; about 52 bytes for an account besides its id.
 */
final class AccountIndex {

  private static final int FIRST_ROOM = 16;

  private final LongIndex numbers;
  private AccountId[] ids;
  private int size;

  /** No accounts, in an index under a seed. */
  AccountIndex(long indexSeed) {
    numbers = new LongIndex(indexSeed, 0);
    ids = new AccountId[FIRST_ROOM];
  }

  /**
   * The accounts that {@link #freeze} froze, under the same numbers.
   *
   * @param hashKey under which {@link #hash} will be asked for
   */
  AccountIndex(long indexSeed, HashKey hashKey, BlockReader in) throws IOException {
    int count = in.readCount();
    ids = new AccountId[FIRST_ROOM];
    for (int i = 0; i < count; i++) {
      append(new AccountId(in.readText()));
    }
    numbers = new LongIndex(indexSeed, count);
    for (int number = 0; number < count; number++) {
      long place = place(ids[number], hash(ids[number], hashKey));
      if (numbers.get(place) >= 0) {
        throw BlockReader.damaged();
      }
      numbers.put(place, number);
    }
  }

  private AccountIndex(AccountId[] ids, int size) {
    this.ids = ids;
    this.size = size;
    numbers = new LongIndex(0, 0);
  }

  /** The ids by number as they are now, for another thread; none is found in it. O(1). */
  AccountIndex copy() {
    return new AccountIndex(ids, size);
  }

  /** The ids as they are now, to be written while more come: O(1), for they are only added. */
  Frozen freeze() {
    AccountId[] held = ids;
    int heldSize = size;
    return out -> {
      out.putInt(heldSize);
      for (int number = 0; number < heldSize; number++) {
        out.putText(held[number].value());
      }
    };
  }

  /** What spreads accounts over partitions and finds them. */
  static long hash(AccountId account, HashKey hashKey) {
    return hashKey.of(account.value());
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
    long place = place(account, hash);
    int number = numbers.get(place);
    if (number < 0) {
      number = append(account);
      numbers.put(place, number);
    }
    return number;
  }

  /** The number of an account, -1 if it was not seen before. O(1) expected. */
  int find(AccountId account, long hash) {
    return numbers.get(place(account, hash));
  }

  /** Where an account is in the index, or belongs: its hash, or the next place after a clash. */
  private long place(AccountId account, long hash) {
    long place = hash;
    int number = numbers.get(place);
    while (number >= 0 && !ids[number].equals(account)) {
      place = StableHash.mix(place + 1);
      number = numbers.get(place);
    }
    return place;
  }

  /** How many places a look-up of an account reads. */
  int reads(AccountId account, long hash) {
    int reads = 1;
    for (long place = hash; place != place(account, hash); place = StableHash.mix(place + 1)) {
      reads++;
    }
    return reads;
  }

  private int append(AccountId account) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size] = account;
    return size++;
  }
}
