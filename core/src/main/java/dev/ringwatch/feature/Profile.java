package dev.ringwatch.feature;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Network;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  // What of a profile may be absent, when it is written.
  private static final int CREATED = 1;
  private static final int STRANGER = 1 << 1;

  /** Actions make peer groups, which models name by hash; so they have the same one everywhere. */
  private static final HashKey PEERS = HashKey.PUBLIC;

  private final AccountId account;
  private final ProfileConfig config;
  private final DayPanes panes;
  private final RecentMinutes recent;
  private final OpenSpan open;
  private long firstMillis = Long.MAX_VALUE;
  private @Nullable Instant createdAt;
  private @Nullable Stranger stranger;

  /** An account that has done nothing yet. */
  public Profile(AccountId account, ProfileConfig config) {
    this.account = account;
    this.config = config;
    this.panes = new DayPanes();
    this.recent = new RecentMinutes();
    this.open = new OpenSpan();
  }

  private Profile(Profile other) {
    account = other.account;
    config = other.config;
    panes = new DayPanes(other.panes);
    recent = new RecentMinutes(other.recent);
    open = new OpenSpan(other.open);
    firstMillis = other.firstMillis;
    createdAt = other.createdAt;
    stranger = other.stranger == null ? null : new Stranger(other.stranger);
  }

  /**
   * The profile that {@link #writeTo} wrote.
   *
   * @param account whose it is
   * @param config the configuration that it was made under
   */
  public Profile(AccountId account, ProfileConfig config, BlockReader in) throws IOException {
    this.account = account;
    this.config = config;
    int there = in.readInt();
    recent = new RecentMinutes(in);
    open = new OpenSpan(in);
    firstMillis = in.readLong();
    createdAt =
        (there & CREATED) == 0 ? null : Instant.ofEpochSecond(in.readLong(), in.readCount());
    stranger = (there & STRANGER) == 0 ? null : new Stranger(in);
    panes = new DayPanes(config.sketchSize(), in);
  }

  /** Writes all but whose it is. */
  public void writeTo(BlockWriter out) throws IOException {
    out.putInt((createdAt == null ? 0 : CREATED) | (stranger == null ? 0 : STRANGER));
    recent.writeTo(out);
    open.writeTo(out);
    out.putLong(firstMillis);
    if (createdAt != null) {
      out.putLong(createdAt.getEpochSecond());
      out.putInt(createdAt.getNano());
    }
    if (stranger != null) {
      stranger.writeTo(out);
    }
    panes.writeTo(out);
  }

  /** The same profile once more: what happens to one does not touch the other. O(its size). */
  public Profile copy() {
    return new Profile(this);
  }

  /**
   * Takes in one event of the account. O(sketch size) worst case, O(values in use today) typically.
   */
  public void apply(Event event) {
    long millis = event.timestamp().toEpochMilli();
    firstMillis = Math.min(firstMillis, millis);
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
   * @param hash the hash of the key's value under {@link ProfileConfig#hashKey}
   */
  public void share(LinkKeyKind kind, long hash, int accounts) {
    panes.share(kind, hash, accounts);
  }

  /** How many days it remembers. O(1). */
  public int days() {
    return panes.all().size();
  }

  /** How many events there are within the horizon. */
  public int events() {
    return panes.all().stream().mapToInt(pane -> pane.events).sum();
  }

  /** When the account did what it did last; empty if it has done nothing yet. */
  public Optional<Instant> lastEvent() {
    return open.isStarted() ? Optional.of(Instant.ofEpochMilli(open.lastMillis)) : Optional.empty();
  }

  /** When its first event was, however long ago; empty if it has done nothing yet. */
  public Optional<Instant> firstEvent() {
    return open.isStarted() ? Optional.of(Instant.ofEpochMilli(firstMillis)) : Optional.empty();
  }

  /** When the account was made, as its latest event that says so does; empty if none does. */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** How many events within the horizon the platform took action over. */
  public int enforced() {
    return panes.all().stream().mapToInt(pane -> pane.enforced).sum();
  }

  /** How many events within the horizon name a target. */
  public int actionsOnTargets() {
    return panes.all().stream().mapToInt(pane -> pane.targetEvents).sum();
  }

  /** Features of everything within the horizon; the profile stays as it is. */
  public FeatureVector vector() {
    return new ProfileSummary(config, panes.all(), open, recent, createdAt).vector(account);
  }

  /**
   * Features of the days before the newest on which it was active: what it was like before. Its age
   * is not among them. Empty if there is but one such day.
   */
  public Optional<FeatureVector> earlierVector() {
    int days = panes.all().size();
    if (days < 2) {
      return Optional.empty();
    }
    List<DayPane> earlier = panes.all().subList(0, days - 1);
    return Optional.of(
        new ProfileSummary(config, earlier, new OpenSpan(), new RecentMinutes(), null)
            .vector(account));
  }

  private DayPane pane(long day) {
    DayPane opened = panes.of(day);
    if (opened != null) {
      return opened;
    }
    closeMinute();
    return panes.open(day, config);
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
      panes.newest().windows.add(open.minute, open.minuteEvents, recent);
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
    today.actions.add(PEERS.of(event.action()), 1);
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
        && panes.events(LinkKeyKind.DEVICE) > Stranger.EARLIER_EVENTS
        && panes.events(LinkKeyKind.IP) > Stranger.EARLIER_EVENTS) {
      stranger = new Stranger(device, millis);
    }
    if (stranger != null) {
      today.strangerBurst = Math.max(today.strangerBurst, stranger.act(device, millis));
    }
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
    boolean first = !usedToday && !panes.carryFromEarlierDay(values, hash, kind);
    if (first && panes.oldest() != today) {
      values.markFresh(index);
    }
    if (values.isFresh(index)) {
      today.addNewOrigin(kind);
    }
    return first && !values.isOverflowed();
  }

  private long hash(String value) {
    return config.hashKey().of(value);
  }
}
