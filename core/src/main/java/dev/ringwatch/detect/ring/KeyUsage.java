package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.IntRows;
import java.io.IOException;
import java.util.List;

/**
 * Who used one static link key: the state of the by-key step, as a view of its row in {@link
 * KeyUsages}. Per account it keeps how often, and the first and last minute; per other kind,
 * whether the key was only ever seen together with one value (then the key says nothing that this
 * value does not say: a home's tablet and the home's address are one piece of evidence).
 *
 * <p>Accounts are numbers here; whoever holds the state knows whose they are. Guarded by the one
 * thread that owns the table. Results do not depend on the order of use.
 */
public final class KeyUsage {

  /** What stands for no value; no value's hash. */
  static final long NONE = 0;

  /** What stands for more than one value; no value's hash. */
  static final long SEVERAL = -1;

  private final KeyUsages table;
  private int number;

  KeyUsage(KeyUsages table) {
    this.table = table;
  }

  /** The usage of a key that stands alone, for what {@link EventKeys#of(Event)} makes. */
  public static KeyUsage alone(LinkKey key) {
    return alone(key, LinkKeys.ALWAYS, HashKey.PUBLIC);
  }

  /**
   * The usage of a key that stands alone, in a table of its own.
   *
   * @param kinds the kinds of its events' keys, its own among them
   * @param hashKey under which values are hashed
   * @throws IllegalArgumentException if the key is a co-action
   */
  public static KeyUsage alone(LinkKey key, List<LinkKeyKind> kinds, HashKey hashKey) {
    KeyUsages table = new KeyUsages(key.kind(), kinds, KeyUsages.SEED_OF_ONE);
    return table.at(table.open(key.value(), valueHash(key.value(), hashKey)));
  }

  void show(int key) {
    number = key;
  }

  /** Writes this key alone, for {@link KeyUsages#read}. O(accounts). */
  public void writeTo(BlockWriter out) throws IOException {
    table.write(number, out);
  }

  /** The key's number in its table. */
  public int number() {
    return number;
  }

  /** The key; made anew at every call. */
  public LinkKey key() {
    return new LinkKey(kind(), table.keys().text(number));
  }

  /** The key's kind. */
  public LinkKeyKind kind() {
    return table.kind();
  }

  /** The hash of the key's value. */
  public long valueHash() {
    return table.keys().hash(number);
  }

  /** How many accounts used the key. */
  public int accounts() {
    return table.keys().accounts(number);
  }

  /** Whether the account is one of them. O(1) expected. */
  public boolean hasUsed(int account) {
    return table.keys().hasUsed(number, account);
  }

  /**
   * Forgets the accounts that used the key last before a minute. O(accounts).
   *
   * @param before minutes since 1970
   * @return how many
   */
  public int expire(int before) {
    return table.keys().expire(number, before);
  }

  /** How many of the accounts know of each other; the step's to set. */
  public int told() {
    return table.rows().get(number, KeyUsages.TOLD);
  }

  /** Sets how many of the accounts know of each other. */
  public void told(int accounts) {
    table.rows().set(number, KeyUsages.TOLD, accounts);
  }

  /** Counts one use of the key by an event of the account. O(1). */
  public void use(int account, EventKeys event) {
    noteCompanions(event);
    table.keys().use(number, account, event.minute());
  }

  /** An event that has the key has its value, so the key's own kind needs no exception. */
  private void noteCompanions(EventKeys event) {
    IntRows rows = table.rows();
    for (int kind = 0; kind < table.kinds(); kind++) {
      long hash = event.companionHash(kind);
      int column = KeyUsages.companionColumn(kind);
      long seen = rows.getLong(number, column);
      if (hash != NONE && seen != hash && seen != SEVERAL) {
        rows.setLong(number, column, seen == NONE ? hash : SEVERAL);
      }
    }
  }

  /**
   * The hash of the one value of another kind that this key was always seen with; a number that is
   * no value's hash if there was none or more than one.
   */
  long companion(LinkKeyKind kind) {
    return table.companion(number, LinkKeys.index(kind));
  }

  /**
   * What stands for a key's value where the text would be too large: 64 bits, of which any two of
   * ten million values agree with a probability of 3 in a million. Never one of the two marks.
   */
  static long valueHash(String value, HashKey hashKey) {
    long hash = hashKey.of(value);
    return isValueHash(hash) ? hash : 1;
  }

  /** Whether a companion is the one value's hash, and not the mark of none or several. */
  static boolean isValueHash(long companion) {
    return companion != NONE && companion != SEVERAL;
  }

  /** Shows every account to the visitor, the newest first. O(accounts). */
  public void forEach(Visitor visitor) {
    forNewest(Integer.MAX_VALUE, visitor);
  }

  /** Shows the accounts that came last to the visitor, the newest first. O(limit). */
  public void forNewest(int limit, Visitor visitor) {
    table.keys().forNewest(number, limit, visitor);
  }

  /** Sees the accounts that used a key. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One account.
     *
     * @param account who used the key, by number
     * @param uses how many of its events carried the key, at least 1
     * @param firstMinute the first of them, in minutes since 1970
     * @param lastMinute the last of them, in minutes since 1970
     */
    void account(int account, int uses, int firstMinute, int lastMinute);
  }
}
