package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import dev.ringwatch.flat.LongIndex;
import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The states of many link keys of one static kind, in flat rows by key number: a driver holds one
 * for each kind and part of its keys, and shows the step one key after the other. Numbers run from
 * 0; those of keys that were removed are given again.
 *
 * <p>Keys are told apart by the hash of their value ({@link EventKeys#valueHash}); who could make
 * two values collide could as well send the same value.
 *
 * <p>Guarded by the one thread that owns it. 64 bytes for a key of one account with four static
 * kinds and 8 for each further kind, its text, about 48 in the index, and 72 for each further
 * account; 6 more where keys expire.
 */
public final class KeyUsages {

  /** How many accounts the key has told of each other. */
  static final int TOLD = KeyRows.WIDTH;

  /**
   * By static kind: the hash of the one value that the key was seen with, or the mark of none or
   * several. Of its own kind it is the key's own hash.
   */
  private static final int COMPANIONS = KeyRows.WIDTH + 1;

  /**
   * The index seed of a table that holds one key: its accounts are numbered as they come, so that
   * nobody chooses where they lie.
   */
  public static final long SEED_OF_ONE = 0;

  private final LinkKeyKind kind;
  private final int kinds;
  private final KeyRows keys;
  private final KeyUsage shown = new KeyUsage(this);

  /**
   * No keys yet.
   *
   * @param kinds the kinds of the events' keys, as {@link RingConfig#kindsWithRoom} has them
   * @param indexSeed where keys lie in memory, and nothing that shows outside: where strangers
   *     choose the values, a secret of the process; see {@link LongIndex}
   * @throws IllegalArgumentException if the kind is co-action, or not among them
   */
  public KeyUsages(LinkKeyKind kind, List<LinkKeyKind> kinds, long indexSeed) {
    int own = LinkKeys.index(kind);
    if (own >= kinds.size()) {
      throw new IllegalArgumentException(
          "kind " + kind.label() + " is not among " + kinds.size() + " static kinds");
    }
    this.kind = kind;
    this.kinds = kinds.size();
    this.keys = new KeyRows(width(this.kinds), companionColumn(own), indexSeed);
  }

  private static int width(int kinds) {
    return COMPANIONS + 2 * kinds;
  }

  /** How many static kinds a row has room for, the first of {@link LinkKeys#STATIC}. */
  int kinds() {
    return kinds;
  }

  /** The keys that {@link #freeze} froze, of the same kind among the same kinds, by any seed. */
  public KeyUsages(LinkKeyKind kind, List<LinkKeyKind> kinds, long indexSeed, BlockReader in)
      throws IOException {
    this.kind = kind;
    this.kinds = kinds.size();
    int hashColumn = companionColumn(LinkKeys.index(kind));
    this.keys = new KeyRows(width(this.kinds), hashColumn, indexSeed, in);
  }

  /**
   * Adds the key that {@link KeyUsage#writeTo} wrote, under the same kinds; it must not be there.
   *
   * @param numbers from the numbers that the accounts had where it was written to those they have
   *     in this table
   * @return the key's number
   */
  public int read(BlockReader in, IntUnaryOperator numbers) throws IOException {
    int key = open(in.readText(), in.readLong());
    rows().set(key, TOLD, in.readInt());
    for (int other = 0; other < kinds; other++) {
      rows().setLong(key, companionColumn(other), in.readLong());
    }
    keys.readAccounts(key, in, numbers);
    return key;
  }

  void write(int key, BlockWriter out) throws IOException {
    out.putText(keys.text(key));
    out.putLong(keys.hash(key));
    out.putInt(rows().get(key, TOLD));
    for (int other = 0; other < kinds; other++) {
      out.putLong(rows().getLong(key, companionColumn(other)));
    }
    keys.writeAccounts(key, out);
  }

  private KeyUsages(KeyUsages from) {
    kind = from.kind;
    kinds = from.kinds;
    keys = from.keys.copy();
  }

  /**
   * All keys as they are now, for a graph that another thread makes until {@link #thaw}: they are
   * there by number, and none is found by its value. O(rows / 4096).
   */
  public KeyUsages copy() {
    return new KeyUsages(this);
  }

  /** All keys as they are now, to be written while they change. O(rows / 4096). */
  public Frozen freeze() {
    return keys.freeze(width(kinds));
  }

  /** No frozen view or copy of these keys will be used any more. */
  public void thaw() {
    keys.thaw();
  }

  static int companionColumn(int staticKind) {
    return COMPANIONS + 2 * staticKind;
  }

  /** The kind of the keys. */
  public LinkKeyKind kind() {
    return kind;
  }

  /** How many keys there are. */
  public int size() {
    return keys.count();
  }

  /** How many accounts there are besides the first of each key. */
  public int furtherAccounts() {
    return keys.members().count();
  }

  /** Shows each key that a single account has, and removes some. O(keys). */
  public void sweepLone(LoneKeyTest test) {
    keys.sweep(null, key -> isLone(key) && test.isGone(keys.account(key), keys.lastMinute(key)));
  }

  private boolean isLone(int key) {
    return keys.accounts(key) == 1;
  }

  /** What the values of all keys take, in bytes. */
  public long textBytes() {
    return keys.textBytes();
  }

  /** Has each key looked at once a day from now on, by {@link #sweep}. O(keys). */
  public void sweepDaily() {
    keys.sweepDaily();
  }

  /**
   * Shows the keys whose turn it is in a minute of the day, and removes some.
   *
   * @param turn the minute; null for all keys
   * @param gone has a key forget what is old, and says whether nothing is left
   */
  public void sweep(@Nullable Tick turn, Predicate<KeyUsage> gone) {
    keys.sweep(turn, key -> gone.test(at(key)));
  }

  /** The number of the key with a value's hash, or a negative number. One cache line. */
  public int find(long valueHash) {
    return keys.find(valueHash);
  }

  /**
   * Opens a key that is not there, and returns its number.
   *
   * @param valueHash its value's hash, as {@link EventKeys#valueHash} has it
   */
  public int open(String value, long valueHash) {
    return keys.open(valueHash, value);
  }

  /**
   * A key's state. There is one view for all keys: it shows this one until the next call.
   *
   * @param key a number that {@link #find} or {@link #open} returned
   */
  public KeyUsage at(int key) {
    shown.show(key);
    return shown;
  }

  /** Brings near, several at a time, what {@link #find} reads for the first of some hashes. */
  public void bringNear(long[] hashes, int count) {
    keys.bringNear(hashes, count);
  }

  /** Brings near what is read when the first of some accounts, by number, use some keys. */
  public void bringNear(int[] some, int[] accounts, int count) {
    keys.bringNear(some, accounts, count);
  }

  KeyRows keys() {
    return keys;
  }

  IntRows rows() {
    return keys.rows();
  }

  /** The one value of a kind that a key was seen with; a mark of none for its own kind. */
  long companion(int key, int staticKind) {
    return staticKind == LinkKeys.index(kind)
        ? KeyUsage.NONE
        : rows().getLong(key, companionColumn(staticKind));
  }
}
