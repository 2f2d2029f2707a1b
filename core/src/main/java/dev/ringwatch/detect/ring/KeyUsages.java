package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.IntRows;

/**
 * The states of many link keys of one static kind, in flat rows by key number: a driver holds one
 * for each kind and part of its keys, and shows the step one key after the other. Numbers run from
 * 0 in the order of opening.
 *
 * <p>Keys are told apart by the hash of their value ({@link KeyUsage#valueHash(String)}); who could
 * make two values collide could as well send the same value.
 *
 * <p>Guarded by the one thread that owns it. 64 bytes for a key of one account with four static
 * kinds, its text, about 48 in the index, and 72 for each further account.
 */
public final class KeyUsages {

  /** How many accounts the key has told of each other. */
  static final int TOLD = KeyRows.WIDTH;

  /**
   * By static kind: the hash of the one value that the key was seen with, or the mark of none or
   * several. Of its own kind it is the key's own hash.
   */
  private static final int COMPANIONS = KeyRows.WIDTH + 1;

  private static final int WIDTH = COMPANIONS + 2 * LinkKeys.STATIC.size();

  private final LinkKeyKind kind;
  private final KeyRows keys;
  private final KeyUsage shown = new KeyUsage(this);

  /**
   * No keys yet.
   *
   * @throws IllegalArgumentException if the kind is co-action
   */
  public KeyUsages(LinkKeyKind kind) {
    this.kind = kind;
    this.keys = new KeyRows(WIDTH, companionColumn(LinkKeys.index(kind)));
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
    return keys.size();
  }

  /** The number of the key with a value's hash, or a negative number. One cache line. */
  public int find(long valueHash) {
    return keys.find(valueHash);
  }

  /** Opens a key that is not there, and returns its number. */
  public int open(String value) {
    return keys.open(KeyUsage.valueHash(value), value);
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
