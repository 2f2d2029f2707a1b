package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.StableHash;
import dev.ringwatch.event.Tick;

/**
 * Who used one static link key: the state of the by-key step. Per account it keeps how often, and
 * the first and last minute; per other kind, whether the key was only ever seen together with one
 * value (then the key says nothing that this value does not say: a home's tablet and the home's
 * address are one piece of evidence).
 *
 * <p>Guarded by the one thread that owns the key. About 80 bytes for a key of one account, then 20
 * to 40 bytes per account. Results do not depend on the order of use.
 */
public final class KeyUsage {

  private static final long NONE = 0;
  private static final long SEVERAL = -1;

  private final LinkKey key;
  private final AccountTable accounts = new AccountTable();
  private long paymentCompanion = NONE;
  private long deviceCompanion = NONE;
  private long sessionCompanion = NONE;
  private long ipCompanion = NONE;

  /**
   * Starts the usage of a key.
   *
   * @throws IllegalArgumentException if the key is a co-action
   */
  public KeyUsage(LinkKey key) {
    if (key.kind() == LinkKeyKind.CO_ACTION) {
      throw new IllegalArgumentException("a co-action is not a static key: " + key);
    }
    this.key = key;
  }

  /** The key. */
  public LinkKey key() {
    return key;
  }

  /** How many accounts used the key. */
  public int accounts() {
    return accounts.size();
  }

  /**
   * Counts one use of the key by an event of the account. O(1); passing the same account instance
   * again is fastest.
   */
  public void use(AccountId account, Event event) {
    noteCompanions(event);
    accounts.use(account, (int) Math.floorDiv(event.timestamp().toEpochMilli(), Tick.MILLIS));
  }

  private void noteCompanions(Event event) {
    LinkKeyKind own = key.kind();
    if (own != LinkKeyKind.PAYMENT) {
      paymentCompanion = companion(paymentCompanion, LinkKeyKind.PAYMENT, event);
    }
    if (own != LinkKeyKind.DEVICE) {
      deviceCompanion = companion(deviceCompanion, LinkKeyKind.DEVICE, event);
    }
    if (own != LinkKeyKind.SESSION) {
      sessionCompanion = companion(sessionCompanion, LinkKeyKind.SESSION, event);
    }
    if (own != LinkKeyKind.IP) {
      ipCompanion = companion(ipCompanion, LinkKeyKind.IP, event);
    }
  }

  private static long companion(long seen, LinkKeyKind kind, Event event) {
    if (seen == SEVERAL) {
      return SEVERAL;
    }
    String value = LinkKeys.value(kind, event);
    if (value == null) {
      return seen;
    }
    long hash = valueHash(value);
    return seen == NONE || seen == hash ? hash : SEVERAL;
  }

  /**
   * What stands for a key's value where the text would be too large; never one of the two marks.
   */
  static long valueHash(String value) {
    long hash = StableHash.of(value, 0);
    return hash == NONE || hash == SEVERAL ? 1 : hash;
  }

  /** Whether a companion is the one value's hash, and not the mark of none or several. */
  static boolean isValueHash(long companion) {
    return companion != NONE && companion != SEVERAL;
  }

  /**
   * The hash of the one value of another kind that this key was always seen with; a number that is
   * no value's hash if there was none or more than one.
   */
  long companion(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> paymentCompanion;
      case DEVICE -> deviceCompanion;
      case SESSION -> sessionCompanion;
      case IP -> ipCompanion;
      case CO_ACTION -> NONE;
    };
  }

  /** Shows every account to the visitor, in order of appearance. O(accounts). */
  public void forEach(Visitor visitor) {
    accounts.forEach(visitor);
  }

  /** Sees the accounts that used a key. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One account.
     *
     * @param account who used the key
     * @param uses how many of its events carried the key, at least 1
     * @param firstMinute the first of them, in minutes since 1970
     * @param lastMinute the last of them, in minutes since 1970
     */
    void account(AccountId account, int uses, int firstMinute, int lastMinute);
  }
}
