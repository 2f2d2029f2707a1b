package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The states of many co-action keys in flat rows by key number, as {@link KeyUsages} are of static
 * ones.
 *
 * <p>Guarded by the one thread that owns it. 80 bytes for a key, its text, about 48 in the index;
 * 72 for each further account of a key that is not beyond the audience cap, and 68 for each account
 * within the window where there are several; 6 more where keys expire.
 */
public final class CoActionUsages {

  static final int ACTIONS = KeyRows.WIDTH;
  private static final int HASH = KeyRows.WIDTH + 1;
  static final int UNIT = HASH + 2;

  /** How many occasions of pairs there were in this generation. */
  static final int PAIR_MASS = UNIT + 2;

  /** How many accounts are within the window. */
  static final int RECENT = PAIR_MASS + 2;

  /** The account, when it is the only one within the window, and when it acted last. */
  static final int SINGLE = RECENT + 1;

  static final int SINGLE_MILLIS = SINGLE + 1;

  /** Where two or more are within the window: the rows of the first and of the last that acted. */
  static final int OLDEST = SINGLE;

  static final int NEWEST = OLDEST + 1;

  /** How many occasions of pairs there were in the generation before. */
  static final int EARLIER_MASS = SINGLE_MILLIS + 2;

  private static final int WIDTH_WITHOUT_GENERATIONS = EARLIER_MASS;
  private static final int WIDTH = EARLIER_MASS + 2;

  private final KeyRows keys;
  private final Recents recents;
  private final CoActionUsage shown;
  private final CoActionPolicy policy;

  /**
   * No keys yet.
   *
   * @param indexSeed where keys lie in memory, as {@link KeyUsages} has it
   */
  public CoActionUsages(RingConfig config, long indexSeed) {
    this.keys = new KeyRows(WIDTH, HASH, indexSeed);
    this.recents = new Recents(indexSeed);
    this.policy = config.coAction();
    this.shown = new CoActionUsage(this, policy);
  }

  /**
   * The keys that {@link #freeze} froze, under the same configuration, by any seed.
   *
   * @param withGenerations whether it did so since masses have generations
   */
  public CoActionUsages(RingConfig config, long indexSeed, BlockReader in, boolean withGenerations)
      throws IOException {
    int width = withGenerations ? WIDTH : WIDTH_WITHOUT_GENERATIONS;
    this.keys = new KeyRows(width, WIDTH, HASH, indexSeed, in);
    this.recents = new Recents(indexSeed, in);
    for (int key = 0; key < keys.size(); key++) {
      int count = rows().get(key, RECENT);
      int row = rows().get(key, OLDEST);
      for (int seen = 0; count > 1 && seen < count; seen++, row = recents.later(row)) {
        recents.index(key, row);
      }
    }
    this.policy = config.coAction();
    this.shown = new CoActionUsage(this, policy);
  }

  private CoActionUsages(CoActionUsages from) {
    keys = from.keys.copy();
    recents = new Recents(0);
    policy = from.policy;
    shown = new CoActionUsage(this, policy);
  }

  /**
   * All keys as they are now, for a graph that another thread makes until {@link #thaw}: they are
   * there by number, none is found by its value, and who acted last is not in it. O(rows / 4096).
   */
  public CoActionUsages copy() {
    return new CoActionUsages(this);
  }

  /** All keys as they are now, to be written while they change. O(rows / 4096). */
  public Frozen freeze() {
    return Frozen.all(List.of(keys.freeze(WIDTH), recents.freeze()));
  }

  /** No frozen view or copy of these keys will be used any more. */
  public void thaw() {
    keys.thaw();
    recents.thaw();
  }

  /** How many keys there are. */
  public int size() {
    return keys.count();
  }

  /** How many accounts there are besides the first of each key. */
  public int furtherAccounts() {
    return keys.members().count();
  }

  /**
   * Shows each key that a single account has and with whom nobody acted, and removes some. O(keys).
   */
  public void sweepLone(LoneKeyTest test) {
    keys.sweep(null, key -> isLone(key) && test.isGone(keys.account(key), keys.lastMinute(key)));
  }

  private boolean isLone(int key) {
    return keys.accounts(key) == 1 && pairMass(key) == 0;
  }

  /**
   * Says that targets whose audience was dropped were in use up to a minute: of a state from when
   * that was not noted.
   */
  public void useAllDropped(int minute) {
    keys.useAllDropped(minute);
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
   * Shows the keys whose turn it is in a minute of the day, and removes some. No occasion that is
   * still kept may be on a key that is removed.
   *
   * @param turn the minute; null for all keys
   * @param gone has a key forget what is old, and says whether nothing is left
   */
  public void sweep(@Nullable Tick turn, Predicate<CoActionUsage> gone) {
    keys.sweep(turn, key -> gone.test(at(key)));
  }

  /** The number of the key with a value's hash, or a negative number. */
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
   * Adds the key that {@link CoActionUsage#writeTo} wrote, under the same configuration; it must
   * not be there.
   *
   * @param numbers from the numbers that the accounts had where it was written to those they have
   *     in this table
   * @return the key's number
   */
  public int read(BlockReader in, IntUnaryOperator numbers) throws IOException {
    int key = open(in.readText(), in.readLong());
    rows().set(key, ACTIONS, in.readCount());
    rows().setLong(key, UNIT, in.readLong());
    rows().setLong(key, PAIR_MASS, in.readLong());
    rows().setLong(key, EARLIER_MASS, in.readLong());
    keys.readAccounts(key, in, numbers);
    CoActionUsage usage = at(key);
    for (int left = in.readCount(); left > 0; left--) {
      usage.append(numbers.applyAsInt(in.readInt()), in.readLong());
    }
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

  /** How many occasions of pairs there were, in both generations. */
  long pairMass(int key) {
    return rows().getLong(key, PAIR_MASS) + rows().getLong(key, EARLIER_MASS);
  }

  long unit(int key) {
    return rows().getLong(key, UNIT);
  }
}
