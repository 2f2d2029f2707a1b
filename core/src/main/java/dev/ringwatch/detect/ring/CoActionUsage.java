package dev.ringwatch.detect.ring;

import static dev.ringwatch.detect.ring.CoActionUsages.ACTIONS;
import static dev.ringwatch.detect.ring.CoActionUsages.EARLIER_MASS;
import static dev.ringwatch.detect.ring.CoActionUsages.NEWEST;
import static dev.ringwatch.detect.ring.CoActionUsages.OLDEST;
import static dev.ringwatch.detect.ring.CoActionUsages.PAIR_MASS;
import static dev.ringwatch.detect.ring.CoActionUsages.RECENT;
import static dev.ringwatch.detect.ring.CoActionUsages.SINGLE;
import static dev.ringwatch.detect.ring.CoActionUsages.SINGLE_MILLIS;
import static dev.ringwatch.detect.ring.CoActionUsages.UNIT;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.IntRows;
import java.io.IOException;

/**
 * Who did one action on one target lately: the state of the by-key step for co-actions, as a view
 * of its row in {@link CoActionUsages}. It keeps the accounts within the window only, and counts of
 * what went before.
 *
 * <p>An occasion of a pair begins when the two act within the window of each other, and lasts until
 * one of them has been silent for longer than the window; it is told once, however often they act
 * in between.
 *
 * <p>Accounts are numbers here; whoever holds the state knows whose they are. Guarded by the one
 * thread that owns the table.
 */
public final class CoActionUsage {

  private final CoActionUsages table;
  private final IntRows rows;
  private final Recents recents;
  private final long windowMillis;
  private final int actorCap;
  private final int audienceCap;
  private int number;

  CoActionUsage(CoActionUsages table, CoActionPolicy policy) {
    this.table = table;
    this.rows = table.rows();
    this.recents = table.recents();
    this.windowMillis = policy.window().toMillis();
    this.actorCap = policy.actorCap();
    this.audienceCap = policy.audienceCap();
  }

  /**
   * The usage of a key that stands alone, in a table of its own.
   *
   * @param hashKey under which values are hashed
   * @throws IllegalArgumentException if the key is no co-action
   */
  public static CoActionUsage alone(LinkKey key, RingConfig config, HashKey hashKey) {
    if (key.kind() != LinkKeyKind.CO_ACTION) {
      throw new IllegalArgumentException("a key of " + key.kind().label() + " is no co-action");
    }
    CoActionUsages table = new CoActionUsages(config, KeyUsages.SEED_OF_ONE);
    return table.at(table.open(key.value(), KeyUsage.valueHash(key.value(), hashKey)));
  }

  void show(int key) {
    number = key;
  }

  /** Writes this key alone, for {@link CoActionUsages#read}. O(accounts). */
  public void writeTo(BlockWriter out) throws IOException {
    out.putText(table.keys().text(number));
    out.putLong(table.keys().hash(number));
    out.putInt(actions());
    out.putLong(table.unit(number));
    out.putLong(rows.getLong(number, PAIR_MASS));
    out.putLong(rows.getLong(number, EARLIER_MASS));
    table.keys().writeAccounts(number, out);
    int count = rows.get(number, RECENT);
    out.putInt(count);
    if (count == 1) {
      out.putInt(rows.get(number, SINGLE));
      out.putLong(rows.getLong(number, SINGLE_MILLIS));
    } else if (count > 1) {
      for (int row = rows.get(number, OLDEST); row != Recents.NONE; row = recents.later(row)) {
        out.putInt(recents.account(row));
        out.putLong(recents.epochMillis(row));
      }
    }
  }

  /** The key's number in its table. */
  public int number() {
    return number;
  }

  /** The key; made anew at every call. */
  public LinkKey key() {
    return table.key(number);
  }

  /** How many actions there were on the target, crowded times included. */
  public int actions() {
    return rows.get(number, ACTIONS);
  }

  /**
   * How many occasions of pairs there were, crowded times included: what the null model expects
   * others to share. Where keys expire, those of this generation and of the one before.
   */
  public long pairMass() {
    return table.pairMass(number);
  }

  /** How many accounts ever acted on the target, 0 once they were more than the audience cap. */
  public int audience() {
    return table.keys().accounts(number);
  }

  /**
   * Counts one action and tells the occasions that begin with it. While more distinct accounts than
   * the cap are within the window, only those with the ones that acted last: a crowd hides nobody
   * who acts within its seconds. An action older than the newest is counted only, as a late event
   * may be one. Accounts that act at the same instant may come in any order as long as they are
   * fewer than the cap. O(cap), O(1) for an account whose last action is still within the window.
   *
   * <p>The targets of one owner are one piece of evidence; whose the target is says the first event
   * that names it.
   *
   * @param event an event of the account that has this key
   */
  public void act(int account, EventKeys event, CoActionSink sink) {
    if (actions() == 0) {
      rows.setLong(number, UNIT, event.unit());
    }
    act(account, event.epochMillis(), sink);
  }

  void act(int account, long epochMillis, CoActionSink sink) {
    rows.set(number, ACTIONS, actions() + 1);
    attend(account, epochMillis);
    if (epochMillis < newestMillis()) {
      return;
    }
    forgetBefore(epochMillis - windowMillis);
    if (!actAgain(account, epochMillis)) {
      int others = rows.get(number, RECENT);
      rows.setLong(number, PAIR_MASS, rows.getLong(number, PAIR_MASS) + others);
      tell(account, epochMillis, others, sink);
      append(account, epochMillis);
    }
  }

  private long newestMillis() {
    int count = rows.get(number, RECENT);
    if (count == 0) {
      return Long.MIN_VALUE;
    }
    return count == 1
        ? rows.getLong(number, SINGLE_MILLIS)
        : recents.epochMillis(rows.get(number, NEWEST));
  }

  private void attend(int account, long epochMillis) {
    KeyRows keys = table.keys();
    int minute = (int) Math.floorDiv(epochMillis, Tick.MILLIS);
    if (keys.isDropped(number)) {
      keys.useDropped(number, minute);
    } else {
      keys.use(number, account, minute);
      if (keys.accounts(number) > audienceCap) {
        keys.drop(number);
      }
    }
  }

  /**
   * Forgets who was there last before a minute. O(accounts).
   *
   * @param before minutes since 1970
   * @return whether the key was not used since
   */
  public boolean expire(int before) {
    forgetBefore(before * Tick.MILLIS);
    KeyRows keys = table.keys();
    if (keys.isDropped(number)) {
      return keys.lastMinute(number) < before;
    }
    keys.expire(number, before);
    return keys.accounts(number) == 0;
  }

  /**
   * Begins another generation of occasions: those of the generation before this one count no more.
   */
  public void age() {
    rows.setLong(number, EARLIER_MASS, rows.getLong(number, PAIR_MASS));
    rows.setLong(number, PAIR_MASS, 0);
  }

  private void forgetBefore(long epochMillis) {
    int count = rows.get(number, RECENT);
    if (count == 1 && rows.getLong(number, SINGLE_MILLIS) < epochMillis) {
      rows.set(number, RECENT, 0);
    } else if (count > 1) {
      forgetRowsBefore(epochMillis, count);
    }
  }

  private void forgetRowsBefore(long epochMillis, int count) {
    int left = count;
    int oldest = rows.get(number, OLDEST);
    while (left > 0 && recents.epochMillis(oldest) < epochMillis) {
      int next = recents.later(oldest);
      recents.unlink(oldest);
      recents.remove(number, oldest);
      oldest = next;
      left--;
    }
    rows.set(number, RECENT, left);
    rows.set(number, OLDEST, oldest);
    if (left == 1) {
      rows.set(number, SINGLE, recents.account(oldest));
      rows.setLong(number, SINGLE_MILLIS, recents.epochMillis(oldest));
      recents.remove(number, oldest);
    }
  }

  /** Whether the account is within the window already; then it acted last now. */
  private boolean actAgain(int account, long epochMillis) {
    int count = rows.get(number, RECENT);
    if (count < 2) {
      boolean again = count == 1 && rows.get(number, SINGLE) == account;
      if (again) {
        rows.setLong(number, SINGLE_MILLIS, epochMillis);
      }
      return again;
    }
    int row = recents.find(number, account);
    if (row == Recents.NONE) {
      return false;
    }
    if (row == rows.get(number, OLDEST)) {
      rows.set(number, OLDEST, recents.later(row));
    }
    int newest = rows.get(number, NEWEST);
    int last = row == newest ? recents.earlier(row) : newest;
    recents.unlink(row);
    recents.append(row, epochMillis, last);
    rows.set(number, NEWEST, row);
    return true;
  }

  private void tell(int account, long epochMillis, int others, CoActionSink sink) {
    if (others == 1) {
      long gap = epochMillis - rows.getLong(number, SINGLE_MILLIS);
      sink.occasion(rows.get(number, SINGLE), account, epochMillis, (int) gap);
    } else if (others > 1) {
      int row = rows.get(number, NEWEST);
      for (int told = 0; told < actorCap && row != Recents.NONE; told++) {
        int gap = (int) (epochMillis - recents.epochMillis(row));
        sink.occasion(recents.account(row), account, epochMillis, gap);
        row = recents.earlier(row);
      }
    }
  }

  /** Adds an account that acted last to those within the window. */
  void append(int account, long epochMillis) {
    int others = rows.get(number, RECENT);
    if (others == 0) {
      rows.set(number, SINGLE, account);
      rows.setLong(number, SINGLE_MILLIS, epochMillis);
    } else {
      if (others == 1) {
        int single = rows.get(number, SINGLE);
        long millis = rows.getLong(number, SINGLE_MILLIS);
        int first = recents.add(number, single, millis, Recents.NONE);
        rows.set(number, OLDEST, first);
        rows.set(number, NEWEST, first);
      }
      int last = rows.get(number, NEWEST);
      rows.set(number, NEWEST, recents.add(number, account, epochMillis, last));
    }
    rows.set(number, RECENT, others + 1);
  }
}
