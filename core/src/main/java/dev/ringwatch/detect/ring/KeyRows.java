package dev.ringwatch.detect.ring;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.DailySweep;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import dev.ringwatch.flat.LongIndex;
import dev.ringwatch.flat.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the states of all kinds of key have in common: a number for each key, its value's hash and
 * text, and its accounts with three numbers for each. The first account, which is the only one of
 * most keys, lies in the key's own row. Whoever makes one says how many more ints a row has, for
 * itself. Not thread-safe.
 */
final class KeyRows {

  /** The text's address. */
  private static final int TEXT = 0;

  /**
   * How many accounts there are; {@link #DROPPED} once they were too many to keep, {@link #REMOVED}
   * in the row of no key.
   */
  private static final int ACCOUNTS = 1;

  private static final int ACCOUNT = 2;
  private static final int USES = 3;
  private static final int FIRST_MINUTE = 4;

  /** When the first account was there last; once the accounts were dropped, when anybody was. */
  private static final int LAST_MINUTE = 5;

  /** The newest further account's row plus one, 0 for none. */
  private static final int MEMBERS = 6;

  /** The first column that is not used here. */
  static final int WIDTH = 7;

  private static final int NONE = -1;
  private static final int DROPPED = -1;
  private static final int REMOVED = -2;

  private final IntRows rows;
  private final LongIndex index;
  private final Texts texts;
  private final Members members;
  private final int hashColumn;

  /** When each key is looked at; null if keys stay for ever. */
  private @Nullable DailySweep sweep;

  /** Written and never read, so that the reads of bringNear are not left out. */
  long near;

  /**
   * No keys.
   *
   * @param width ints in a row
   * @param hashColumn where the two ints of the value's hash are
   * @param indexSeed of the indexes; see {@link LongIndex}
   */
  KeyRows(int width, int hashColumn, long indexSeed) {
    this.rows = new IntRows(width);
    this.index = new LongIndex(indexSeed, 0);
    this.texts = new Texts();
    this.members = new Members(indexSeed);
    this.hashColumn = hashColumn;
  }

  /** What {@link #freeze} froze; the index is made again from the rows. */
  KeyRows(int width, int hashColumn, long indexSeed, BlockReader in) throws IOException {
    this(width, width, hashColumn, indexSeed, in);
  }

  /** The same from when rows had fewer ints: the last are zero. */
  KeyRows(int frozenWidth, int width, int hashColumn, long indexSeed, BlockReader in)
      throws IOException {
    this.hashColumn = hashColumn;
    if (in.readInt() != frozenWidth) {
      throw BlockReader.damaged();
    }
    rows =
        frozenWidth == width
            ? IntRows.read(in, width)
            : IntRows.readNarrower(in, frozenWidth, width);
    texts = Texts.read(in);
    members = new Members(indexSeed, in);
    index = new LongIndex(indexSeed, rows.size());
    for (int key = 0; key < rows.size(); key++) {
      if (isThere(key)) {
        index.put(hash(key), key);
      }
    }
  }

  private KeyRows(KeyRows from) {
    hashColumn = from.hashColumn;
    rows = from.rows.copy();
    texts = from.texts.copy();
    members = from.members.copy();
    index = new LongIndex(0, 0);
  }

  /**
   * All as it is now, to be read key by key by another thread until {@link #thaw}; no key and no
   * account is found in it. O(rows / 4096).
   */
  KeyRows copy() {
    return new KeyRows(this);
  }

  Frozen freeze(int width) {
    return Frozen.all(
        List.of(out -> out.putInt(width), rows.freeze(), texts.freeze(), members.freeze()));
  }

  void thaw() {
    rows.thaw();
    members.thaw();
  }

  /** Whether an account is among those of a key whose accounts were not dropped. */
  boolean hasUsed(int key, int account) {
    return accounts(key) > 0
        && (rows.get(key, ACCOUNT) == account || members.find(key, account) >= 0);
  }

  /** Keys' numbers run from 0 to one less; a number may be that of a key that was removed. */
  int size() {
    return rows.size();
  }

  /** How many keys there are. */
  int count() {
    return index.size();
  }

  /** What the values of all keys take. */
  long textBytes() {
    return texts.bytesInUse();
  }

  private boolean isThere(int key) {
    return rows.get(key, ACCOUNTS) != REMOVED;
  }

  /** Has each key looked at once a day from now on. O(keys). */
  void sweepDaily() {
    sweep = new DailySweep();
    texts.claimNone();
    for (int key = 0; key < rows.size(); key++) {
      if (isThere(key)) {
        texts.claim(rows.get(key, TEXT));
        sweep.add(text(key), key);
      }
    }
  }

  /**
   * Shows the keys whose turn it is, and removes some.
   *
   * @param turn the minute; null for all keys
   * @param gone changes a key, and says whether to remove it
   */
  void sweep(@Nullable Tick turn, IntPredicate gone) {
    Objects.requireNonNull(sweep, "these keys stay for ever").pass(turn, key -> isGone(key, gone));
  }

  private boolean isGone(int key, IntPredicate gone) {
    if (gone.test(key)) {
      remove(key);
      return true;
    }
    int address = rows.get(key, TEXT);
    if (texts.isSparse(address)) {
      rows.set(key, TEXT, texts.add(texts.get(address)));
      texts.release(address);
    }
    return false;
  }

  private void remove(int key) {
    texts.release(rows.get(key, TEXT));
    index.remove(hash(key));
    members.removeAll(firstMember(key));
    rows.clear(key);
    rows.set(key, ACCOUNTS, REMOVED);
    rows.remove(key);
  }

  /** The number of the key with a hash, -1 if there is none. */
  int find(long hash) {
    return index.get(hash);
  }

  /** A new key's number. */
  int open(long hash, String value) {
    int address = texts.add(value);
    int key = rows.add();
    rows.set(key, TEXT, address);
    rows.setLong(key, hashColumn, hash);
    index.put(hash, key);
    if (sweep != null) {
      sweep.add(value, key);
    }
    return key;
  }

  IntRows rows() {
    return rows;
  }

  Members members() {
    return members;
  }

  long hash(int key) {
    return rows.getLong(key, hashColumn);
  }

  /** What puts keys in order, the same whatever key their values are hashed under. O(length). */
  long order(int key) {
    return HashKey.PUBLIC.of(text(key));
  }

  String text(int key) {
    return texts.get(rows.get(key, TEXT));
  }

  /** Brings the index's places of the first of some hashes near. */
  void bringNear(long[] hashes, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += index.bringNear(hashes[i]);
    }
    near = sum;
  }

  /**
   * Brings the rows of the first of some keys near, then where the accounts that are about to use
   * them have their places.
   */
  void bringNear(int[] some, int[] accounts, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += rows.get(some[i], ACCOUNT);
    }
    for (int i = 0; i < count; i++) {
      if (rows.get(some[i], ACCOUNTS) > 1 && rows.get(some[i], ACCOUNT) != accounts[i]) {
        sum += members.bringNear(some[i], accounts[i]);
      }
    }
    near = sum;
  }

  /** How many accounts the key has, 0 once they were dropped. */
  int accounts(int key) {
    return Math.max(0, rows.get(key, ACCOUNTS));
  }

  boolean isDropped(int key) {
    return rows.get(key, ACCOUNTS) == DROPPED;
  }

  /** Counts one use of a key whose accounts were not dropped. O(1). */
  void use(int key, int account, int minute) {
    int count = rows.get(key, ACCOUNTS);
    if (count == 0) {
      addAccount(key, account, 1, minute, minute);
    } else if (rows.get(key, ACCOUNT) == account) {
      rows.set(key, USES, rows.get(key, USES) + 1);
      rows.set(key, FIRST_MINUTE, Math.min(rows.get(key, FIRST_MINUTE), minute));
      rows.set(key, LAST_MINUTE, Math.max(rows.get(key, LAST_MINUTE), minute));
    } else {
      useByOther(key, account, minute, count);
    }
  }

  private void useByOther(int key, int account, int minute, int count) {
    int member = count == 1 ? -1 : members.find(key, account);
    if (member >= 0) {
      members.use(member, minute);
    } else {
      addAccount(key, account, 1, minute, minute);
    }
  }

  private void addAccount(int key, int account, int uses, int firstMinute, int lastMinute) {
    int count = rows.get(key, ACCOUNTS);
    if (count == 0) {
      rows.set(key, ACCOUNT, account);
      rows.set(key, USES, uses);
      rows.set(key, FIRST_MINUTE, firstMinute);
      rows.set(key, LAST_MINUTE, lastMinute);
    } else {
      int next = firstMember(key);
      int newest = members.add(key, account, uses, firstMinute, lastMinute, next);
      rows.set(key, MEMBERS, newest + 1);
    }
    rows.set(key, ACCOUNTS, count + 1);
  }

  /** Writes one key's accounts, the oldest first, or that they were dropped. O(accounts). */
  void writeAccounts(int key, BlockWriter out) throws IOException {
    int count = accounts(key);
    out.putInt(isDropped(key) ? DROPPED : count);
    if (isDropped(key)) {
      out.putInt(lastMinute(key));
    } else if (count > 0) {
      int[] newestFirst = new int[count - 1];
      int row = firstMember(key);
      for (int i = 0; i < newestFirst.length; i++, row = members.next(row)) {
        newestFirst[i] = row;
      }
      writeAccount(account(key), uses(key), firstMinute(key), lastMinute(key), out);
      for (int i = newestFirst.length - 1; i >= 0; i--) {
        int member = newestFirst[i];
        writeAccount(
            members.account(member),
            members.uses(member),
            members.firstMinute(member),
            members.lastMinute(member),
            out);
      }
    }
  }

  private static void writeAccount(
      int account, int uses, int firstMinute, int lastMinute, BlockWriter out) throws IOException {
    out.putInt(account);
    out.putInt(uses);
    out.putInt(firstMinute);
    out.putInt(lastMinute);
  }

  /**
   * Takes in the accounts that {@link #writeAccounts} wrote, for a key of none.
   *
   * @param numbers from the numbers that were written to those of this table
   */
  void readAccounts(int key, BlockReader in, IntUnaryOperator numbers) throws IOException {
    int count = in.readInt();
    if (count < DROPPED) {
      throw BlockReader.damaged();
    }
    if (count == DROPPED) {
      rows.set(key, ACCOUNTS, DROPPED);
      rows.set(key, LAST_MINUTE, in.readInt());
    }
    for (int left = count; left > 0; left--) {
      addAccount(key, numbers.applyAsInt(in.readInt()), in.readInt(), in.readInt(), in.readInt());
    }
  }

  /** Forgets a key's accounts for good, but for when one of them was there last. O(accounts). */
  void drop(int key) {
    int last = lastMinute(key);
    for (int row = firstMember(key); row >= 0; row = members.next(row)) {
      last = Math.max(last, members.lastMinute(row));
    }
    members.removeAll(firstMember(key));
    rows.set(key, MEMBERS, 0);
    rows.set(key, ACCOUNTS, DROPPED);
    rows.set(key, LAST_MINUTE, last);
  }

  /** Notes a use of every key whose accounts were dropped. O(keys). */
  void useAllDropped(int minute) {
    for (int key = 0; key < size(); key++) {
      if (isDropped(key)) {
        useDropped(key, minute);
      }
    }
  }

  /** Notes a use of a key whose accounts were dropped. */
  void useDropped(int key, int minute) {
    rows.set(key, LAST_MINUTE, Math.max(lastMinute(key), minute));
  }

  /**
   * Forgets the accounts that a key saw last before a minute. O(accounts).
   *
   * @return how many
   */
  int expire(int key, int before) {
    int count = accounts(key);
    if (count == 0) {
      return 0;
    }
    int kept = expireMembers(key, before);
    if (lastMinute(key) >= before) {
      kept++;
    } else if (kept > 0) {
      promoteOldest(key);
    }
    rows.set(key, ACCOUNTS, kept);
    return count - kept;
  }

  /** The same but for the first; returns how many stay. */
  private int expireMembers(int key, int before) {
    int kept = 0;
    int newer = NONE;
    int row = firstMember(key);
    while (row >= 0) {
      int next = members.next(row);
      if (members.lastMinute(row) < before) {
        link(key, newer, next);
        members.remove(row);
      } else {
        newer = row;
        kept++;
      }
      row = next;
    }
    return kept;
  }

  /** Makes the oldest further account the first. */
  private void promoteOldest(int key) {
    int newer = NONE;
    int oldest = firstMember(key);
    for (int next = members.next(oldest); next >= 0; next = members.next(oldest)) {
      newer = oldest;
      oldest = next;
    }
    link(key, newer, NONE);
    rows.set(key, ACCOUNT, members.account(oldest));
    rows.set(key, USES, members.uses(oldest));
    rows.set(key, FIRST_MINUTE, members.firstMinute(oldest));
    rows.set(key, LAST_MINUTE, members.lastMinute(oldest));
    members.remove(oldest);
  }

  /** Sets what follows on a further account of a key, or on none. */
  private void link(int key, int newer, int next) {
    if (newer == NONE) {
      rows.set(key, MEMBERS, next + 1);
    } else {
      members.next(newer, next);
    }
  }

  private int firstMember(int key) {
    return rows.get(key, MEMBERS) - 1;
  }

  /** The key's first account; meaningless for a key of none. */
  int account(int key) {
    return rows.get(key, ACCOUNT);
  }

  int uses(int key) {
    return rows.get(key, USES);
  }

  int firstMinute(int key) {
    return rows.get(key, FIRST_MINUTE);
  }

  int lastMinute(int key) {
    return rows.get(key, LAST_MINUTE);
  }

  /** Shows the newest accounts of a key, the newest first. O(limit). */
  void forNewest(int key, int limit, KeyUsage.Visitor visitor) {
    int left = Math.min(limit, accounts(key));
    boolean withFirst = left == accounts(key) && left > 0;
    left -= withFirst ? 1 : 0;
    for (int row = firstMember(key); left > 0; row = members.next(row), left--) {
      visitor.account(
          members.account(row),
          members.uses(row),
          members.firstMinute(row),
          members.lastMinute(row));
    }
    if (withFirst) {
      visitor.account(account(key), uses(key), firstMinute(key), lastMinute(key));
    }
  }
}
