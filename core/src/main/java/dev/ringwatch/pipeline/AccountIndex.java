package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.DailySweep;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import dev.ringwatch.flat.LongIndex;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers accounts from 0; the numbers of accounts that were removed are given again. Exact:
 * accounts whose hashes agree stay two, because people may choose their names. A look-up reads
 * through the accounts of one hash, so hashes are keyed. Not thread-safe; about 56 bytes for an
 * account besides its id, and 6 more where accounts expire.
 */
final class AccountIndex {

  private static final int FIRST_ROOM = 16;

  /** The tick at which the account was seen last, in minutes since 1970. */
  private static final int SEEN = 0;

  /** By kind, how many of its keys were shed in this generation, then in the one before. */
  private static final int LOST = 1;

  private final int kinds;
  private final LongIndex numbers;
  private final IntRows rows;
  private @Nullable AccountId[] ids;

  /** Whether a frozen view or a copy has the ids too. */
  private boolean shared;

  /** When each account is looked at; null if accounts stay for ever. */
  private @Nullable DailySweep sweep;

  /**
   * No accounts, in an index under a seed.
   *
   * @param kinds how many kinds of key they have
   */
  AccountIndex(long indexSeed, int kinds) {
    this.kinds = kinds;
    numbers = new LongIndex(indexSeed, 0);
    rows = new IntRows(LOST + 2 * kinds);
    ids = new AccountId[FIRST_ROOM];
  }

  /**
   * The accounts that {@link #freeze} froze, under the same numbers.
   *
   * @param hashKey under which {@link #hash} will be asked for
   * @param withSeen whether it did so since it notes when accounts were seen; if not, say so with
   *     {@link #see}
   */
  AccountIndex(long indexSeed, int kinds, HashKey hashKey, BlockReader in, boolean withSeen)
      throws IOException {
    this.kinds = kinds;
    int width = LOST + 2 * kinds;
    rows = withSeen ? IntRows.read(in, width) : new IntRows(width);
    for (int older = withSeen ? 0 : in.readCount(); older > 0; older--) {
      rows.add();
    }
    ids = new AccountId[Math.max(FIRST_ROOM, rows.size())];
    numbers = new LongIndex(indexSeed, rows.size());
    for (int number = 0; number < rows.size(); number++) {
      String text = in.readText();
      if (!text.isEmpty()) {
        ids[number] = new AccountId(text);
      }
    }
    for (int number = 0; number < rows.size(); number++) {
      if (isThere(number)) {
        enter(number, hash(id(number), hashKey));
      }
    }
  }

  private void enter(int number, long hash) throws IOException {
    long place = place(id(number), hash);
    if (numbers.get(place) >= 0) {
      throw BlockReader.damaged();
    }
    numbers.put(place, number);
  }

  private AccountIndex(AccountIndex from) {
    kinds = from.kinds;
    ids = from.ids;
    rows = from.rows.copy();
    numbers = new LongIndex(0, 0);
  }

  /**
   * The ids by number as they are now, for another thread until {@link #thaw}; none is found in it.
   * O(accounts / 4096).
   */
  AccountIndex copy() {
    shared = true;
    return new AccountIndex(this);
  }

  /** All as it is now, to be written while it changes. O(accounts / 4096). */
  Frozen freeze() {
    shared = true;
    @Nullable AccountId[] held = ids;
    int heldSize = rows.size();
    Frozen heldRows = rows.freeze();
    return out -> {
      heldRows.writeTo(out);
      for (int number = 0; number < heldSize; number++) {
        AccountId id = held[number];
        out.putText(id == null ? "" : id.value());
      }
    };
  }

  /** No frozen view or copy of this will be used any more. */
  void thaw() {
    shared = false;
    rows.thaw();
  }

  /** What spreads accounts over partitions and finds them. */
  static long hash(AccountId account, HashKey hashKey) {
    return hashKey.of(account.value());
  }

  /** Numbers run from 0 to one less; some may be nobody's. */
  int size() {
    return rows.size();
  }

  /** How many accounts there are. */
  int count() {
    return numbers.size();
  }

  /** Whether a number is an account's. */
  boolean isThere(int number) {
    return ids[number] != null;
  }

  /** The one instance of the id of a number that is an account's. */
  AccountId id(int number) {
    return Objects.requireNonNull(ids[number], "the number is nobody's");
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
    while (number >= 0 && !id(number).equals(account)) {
      place = after(place);
      number = numbers.get(place);
    }
    return place;
  }

  private static long after(long place) {
    return StableHash.mix(place + 1);
  }

  /** How many places a look-up of an account reads. */
  int reads(AccountId account, long hash) {
    int reads = 1;
    for (long place = hash; place != place(account, hash); place = after(place)) {
      reads++;
    }
    return reads;
  }

  private int append(AccountId account) {
    int number = rows.add();
    if (number == ids.length) {
      ids = Arrays.copyOf(ids, 2 * number);
      shared = false;
    }
    set(number, account);
    if (sweep != null) {
      sweep.add(account.value(), number);
    }
    return number;
  }

  private void set(int number, @Nullable AccountId id) {
    if (shared) {
      ids = ids.clone();
      shared = false;
    }
    ids[number] = id;
  }

  /** Notes that an account was seen at a tick, in minutes since 1970. */
  void see(int number, int minute) {
    rows.set(number, SEEN, minute);
  }

  /** The tick at which an account was seen last, in minutes since 1970. */
  int lastSeen(int number) {
    return rows.get(number, SEEN);
  }

  /** Notes that a key of a kind was shed which the account had alone. */
  void lose(int number, int kind) {
    rows.set(number, LOST + kind, rows.get(number, LOST + kind) + 1);
  }

  /** How many keys of a kind were shed that the account had alone, in two generations. */
  int lost(int number, int kind) {
    return rows.get(number, LOST + kind) + rows.get(number, LOST + kinds + kind);
  }

  /** Begins another generation of keys that are shed. */
  void age(int number) {
    for (int kind = 0; kind < kinds; kind++) {
      rows.set(number, LOST + kinds + kind, rows.get(number, LOST + kind));
      rows.set(number, LOST + kind, 0);
    }
  }

  /** Has each account looked at once a day from now on. O(accounts). */
  void sweepDaily() {
    sweep = new DailySweep();
    for (int number = 0; number < size(); number++) {
      if (isThere(number)) {
        sweep.add(id(number).value(), number);
      }
    }
  }

  /**
   * Shows the accounts whose turn it is, by number, and removes some.
   *
   * @param turn the minute; null for all accounts
   * @param gone says whether to remove one
   */
  void sweep(@Nullable Tick turn, HashKey hashKey, IntPredicate gone) {
    Objects.requireNonNull(sweep, "these accounts stay for ever")
        .pass(turn, number -> isGone(number, hashKey, gone));
  }

  private boolean isGone(int number, HashKey hashKey, IntPredicate gone) {
    boolean isGone = gone.test(number);
    if (isGone) {
      remove(number, hashKey);
    }
    return isGone;
  }

  /** Removes an account; those that clashed with it and came later move up. */
  private void remove(int number, HashKey hashKey) {
    AccountId account = id(number);
    long place = place(account, hash(account, hashKey));
    numbers.remove(place);
    var moving = new ArrayDeque<Integer>();
    for (long next = after(place); numbers.get(next) >= 0; next = after(next)) {
      moving.add(numbers.get(next));
      numbers.remove(next);
    }
    set(number, null);
    rows.remove(number);
    for (int moved : moving) {
      numbers.put(place(id(moved), hash(id(moved), hashKey)), moved);
    }
  }
}
