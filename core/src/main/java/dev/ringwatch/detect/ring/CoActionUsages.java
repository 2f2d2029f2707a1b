package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.IntRows;
import java.util.Objects;

/**
 * The states of many co-action keys in flat rows by key number, as {@link KeyUsages} are of static
 * ones.
 *
 * <p>Guarded by the one thread that owns it. 72 bytes for a key, its text, about 48 in the index;
 * 72 for each further account of a key that is not beyond the audience cap, and 68 for each account
 * within the window where there are several.
 */
public final class CoActionUsages {

  static final int ACTIONS = KeyRows.WIDTH;
  private static final int HASH = KeyRows.WIDTH + 1;
  static final int UNIT = HASH + 2;
  static final int PAIR_MASS = UNIT + 2;

  /** How many accounts are within the window. */
  static final int RECENT = PAIR_MASS + 2;

  /** The account, when it is the only one within the window, and when it acted last. */
  static final int SINGLE = RECENT + 1;

  static final int SINGLE_MILLIS = SINGLE + 1;

  /** Where two or more are within the window: the rows of the first and of the last that acted. */
  static final int OLDEST = SINGLE;

  static final int NEWEST = OLDEST + 1;
  private static final int WIDTH = SINGLE_MILLIS + 2;

  private final KeyRows keys = new KeyRows(WIDTH, HASH);
  private final Recents recents = new Recents();
  private final CoActionUsage shown;

  /** No keys yet. */
  public CoActionUsages(RingConfig config) {
    this.shown = new CoActionUsage(this, config.coAction());
  }

  /** How many keys there are. */
  public int size() {
    return keys.size();
  }

  /** The number of the key with a value's hash, or a negative number. */
  public int find(long valueHash) {
    return keys.find(valueHash);
  }

  /**
   * Opens the key of an event, which is not there, and returns its number. The targets of one owner
   * are one piece of evidence.
   *
   * @param event an event that names a target
   */
  public int open(Event event) {
    String value = Objects.requireNonNull(LinkKeys.value(LinkKeyKind.CO_ACTION, event));
    EventKeys of = EventKeys.of(event);
    int key = keys.open(of.valueHash(LinkKeyKind.CO_ACTION), value);
    rows().setLong(key, UNIT, of.unit());
    return key;
  }

  /**
   * A key's state. There is one view for all keys: it shows this one until the next call.
   *
   * @param key a number that {@link #find} or {@link #open} returned
   */
  public CoActionUsage at(int key) {
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

  Recents recents() {
    return recents;
  }

  LinkKey key(int key) {
    return new LinkKey(LinkKeyKind.CO_ACTION, keys.text(key));
  }

  long pairMass(int key) {
    return rows().getLong(key, PAIR_MASS);
  }

  long unit(int key) {
    return rows().getLong(key, UNIT);
  }
}
