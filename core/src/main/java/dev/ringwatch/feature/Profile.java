package dev.ringwatch.feature;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Network;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.event.StableHash;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The state of one account: day panes within the horizon, the open minute and the open session.
 * Events come in canonical order (time, then id); one that is older than the newest counts on its
 * own day but opens no window or session of its own. Not thread-safe; about 1 kB for an account
 * with one active day.
 */
public final class Profile {

  private static final double SECOND_MILLIS = 1000;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
  private static final int HOURS = 24;
  private static final long HASH_SEED = 0;

  private final AccountId account;
  private final ProfileConfig config;
  private final ArrayDeque<DayPane> panes = new ArrayDeque<>(1);
  private final RecentMinutes recent = new RecentMinutes();
  private final OpenSpan open = new OpenSpan();
  private @Nullable Instant createdAt;
  private @Nullable Stranger stranger;

  /** An account that has done nothing yet. */
  public Profile(AccountId account, ProfileConfig config) {
    this.account = account;
    this.config = config;
  }

  /** Whose profile this is. */
  public AccountId account() {
    return account;
  }

  /**
   * Takes in one event of the account. O(sketch size) worst case, O(values in use today) typically.
   */
  public void apply(Event event) {
    long millis = event.timestamp().toEpochMilli();
    DayPane today = pane(Math.floorDiv(millis, DAY_MILLIS));
    advance(millis, today);
    count(event, millis, today);
    countValues(event, millis, today);
    if (event.accountCreatedAt() != null) {
      createdAt = event.accountCreatedAt();
    }
  }

  /** Learns how many accounts a key has that this account used. */
  public void share(LinkKeyKind kind, String value, int accounts) {
    share(kind, hash(value), accounts);
  }

  /**
   * The same by the value's hash.
   *
   * @param hash the {@link StableHash} of the key's value under seed 0
   */
  public void share(LinkKeyKind kind, long hash, int accounts) {
    for (DayPane pane : panes) {
      ValueCounts values = pane.values(kind);
      if (values != null) {
        values.share(hash, accounts);
      }
    }
  }

  /** How many events there are within the horizon. */
  public int events() {
    return panes.stream().mapToInt(pane -> pane.events).sum();
  }

  /** How many events within the horizon name a target. */
  public int actionsOnTargets() {
    return panes.stream().mapToInt(pane -> pane.targetEvents).sum();
  }

  /** Features of everything within the horizon; the profile stays as it is. */
  public FeatureVector vector() {
    return new ProfileSummary(config, panes, open, recent, createdAt).vector(account);
  }

  private DayPane pane(long day) {
    DayPane last = panes.peekLast();
    if (last != null && last.day >= day) {
      return last.day == day ? last : olderPane(day);
    }
    closeMinute();
    DayPane today = new DayPane(day, config.sketchSize());
    panes.addLast(today);
    while (panes.getFirst().day <= day - config.horizonDays()) {
      panes.removeFirst();
    }
    return today;
  }

  /**
   * The pane of a day before the newest; a day beyond the horizon or never opened counts on the
   * oldest pane after it.
   */
  private DayPane olderPane(long day) {
    for (DayPane pane : panes) {
      if (pane.day >= day) {
        return pane;
      }
    }
    return panes.getLast();
  }

  private void advance(long millis, DayPane today) {
    if (open.isStarted() && millis >= open.lastMillis) {
      long gap = millis - open.lastMillis;
      today.addGap(gap / SECOND_MILLIS);
      if (gap > config.sessionGap().toMillis()) {
        today.addSession(open.sessionEvents, open.lastMillis - open.sessionStartMillis);
        open.startSession(millis);
      }
    } else if (!open.isStarted()) {
      open.startSession(millis);
    }
    long minute = Math.floorDiv(millis, MINUTE_MILLIS);
    if (minute > open.minute) {
      closeMinute();
      open.minute = minute;
    }
    open.addEvent(millis);
  }

  private void closeMinute() {
    if (open.minuteEvents > 0) {
      panes.getLast().windows.add(open.minute, open.minuteEvents, recent);
      recent.add(open.minute, open.minuteEvents);
      open.minuteEvents = 0;
    }
  }

  private void count(Event event, long millis, DayPane today) {
    int hour = Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), HOURS);
    today.events++;
    today.activeHours |= 1 << hour;
    if (event.outcome() != Outcome.UNKNOWN) {
      today.outcomes++;
      if (event.outcome() == Outcome.FAILURE) {
        today.failures++;
      }
    }
    if (event.enforced()) {
      today.enforced++;
    }
  }

  private void countValues(Event event, long millis, DayPane today) {
    today.actions.add(hash(event.action()), 1);
    int sketchSize = config.sketchSize();
    boolean newAddress = false;
    if (event.ip() != null) {
      today.ips = today.ips == null ? new ValueCounts(sketchSize) : today.ips;
      long network = hash(Network.of(event.ip()));
      newAddress = countAndTellFirst(today.ips, network, today, LinkKeyKind.IP);
    }
    if (event.device() != null) {
      long device = hash(event.device());
      today.devices = today.devices == null ? new ValueCounts(sketchSize) : today.devices;
      boolean newDevice = countAndTellFirst(today.devices, device, today, LinkKeyKind.DEVICE);
      watchStranger(newDevice && newAddress, device, millis, today);
    }
    if (event.payment() != null) {
      today.payments = today.payments == null ? new ValueCounts(sketchSize) : today.payments;
      countAndTellFirst(today.payments, hash(event.payment()), today, LinkKeyKind.PAYMENT);
    }
    today.userAgents = counted(today.userAgents, event.userAgent());
    today.countries = counted(today.countries, event.country());
    if (event.target() != null) {
      today.targets = counted(today.targets, event.target());
      today.targetEvents++;
    }
  }

  private @Nullable DistinctCount counted(@Nullable DistinctCount count, @Nullable String value) {
    if (value == null) {
      return count;
    }
    DistinctCount result = count == null ? new DistinctCount(config.sketchSize()) : count;
    result.add(hash(value));
    return result;
  }

  private void watchStranger(boolean arrives, long device, long millis, DayPane today) {
    if (arrives
        && events(LinkKeyKind.DEVICE) > Stranger.EARLIER_EVENTS
        && events(LinkKeyKind.IP) > Stranger.EARLIER_EVENTS) {
      stranger = new Stranger(device, millis);
    }
    if (stranger != null) {
      today.strangerBurst = Math.max(today.strangerBurst, stranger.act(device, millis));
    }
  }

  /** How many events within the horizon carried a key of a kind. */
  private long events(LinkKeyKind kind) {
    long events = 0;
    for (DayPane pane : panes) {
      ValueCounts values = pane.values(kind);
      events += values == null ? 0 : values.total();
    }
    return events;
  }

  /**
   * Counts a value; true if the account never used it before within the horizon, false if it did or
   * if there are too many values to know.
   */
  private boolean countAndTellFirst(
      ValueCounts values, long hash, DayPane today, LinkKeyKind kind) {
    boolean usedToday = values.indexOf(hash) >= 0;
    int index = values.add(hash, 1);
    if (index < 0) {
      return false;
    }
    boolean first = !usedToday && !carryFromEarlierDay(values, hash, kind);
    if (first && panes.getFirst() != today) {
      values.markFresh(index);
    }
    if (values.isFresh(index)) {
      today.addNewOrigin(kind);
    }
    return first && !values.isOverflowed();
  }

  /**
   * Takes over what an earlier day knows of a value; false if none does, and none had too many
   * values to keep them all.
   */
  private boolean carryFromEarlierDay(ValueCounts today, long hash, LinkKeyKind kind) {
    boolean incomplete = false;
    for (DayPane pane : panes) {
      ValueCounts values = pane.values(kind);
      if (values != null && values != today) {
        int index = values.indexOf(hash);
        if (index >= 0) {
          today.share(hash, values.accounts(index));
          return true;
        }
        incomplete |= values.isOverflowed();
      }
    }
    return incomplete;
  }

  private static long hash(String value) {
    return StableHash.of(value, HASH_SEED);
  }
}
