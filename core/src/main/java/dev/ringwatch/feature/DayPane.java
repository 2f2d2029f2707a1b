package dev.ringwatch.feature;

import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one account did on one day (UTC): counts and small sketches, which add up over days.
 * Floating-point sums are taken in the order of events within a day and of days, so they have one
 * value. Not thread-safe.
 */
final class DayPane {

  private static final double SECONDS_PER_HOUR = 3600;

  // Which of the counts that may be absent are there, when a pane is written.
  private static final int IPS = 1;
  private static final int DEVICES = 1 << 1;
  private static final int PAYMENTS = 1 << 2;
  private static final int USER_AGENTS = 1 << 3;
  private static final int COUNTRIES = 1 << 4;
  private static final int TARGETS = 1 << 5;

  final long day;
  int events;
  int failures;
  int outcomes;
  int enforced;
  int targetEvents;
  int activeHours;
  int newIpEvents;
  int newDeviceEvents;
  int sessions;
  double velocitySum;
  double velocityMax;
  int gaps;
  double logGapSum;
  double gapSum;
  double gapSquares;
  int strangerBurst;
  final WindowSums windows;
  final ValueCounts actions;
  @Nullable ValueCounts ips;
  @Nullable ValueCounts devices;
  @Nullable ValueCounts payments;
  @Nullable DistinctCount userAgents;
  @Nullable DistinctCount countries;
  @Nullable DistinctCount targets;

  DayPane(long day, int sketchSize) {
    this.day = day;
    this.windows = new WindowSums();
    this.actions = new ValueCounts(sketchSize);
  }

  DayPane(DayPane other) {
    day = other.day;
    events = other.events;
    failures = other.failures;
    outcomes = other.outcomes;
    enforced = other.enforced;
    targetEvents = other.targetEvents;
    activeHours = other.activeHours;
    newIpEvents = other.newIpEvents;
    newDeviceEvents = other.newDeviceEvents;
    sessions = other.sessions;
    velocitySum = other.velocitySum;
    velocityMax = other.velocityMax;
    gaps = other.gaps;
    logGapSum = other.logGapSum;
    gapSum = other.gapSum;
    gapSquares = other.gapSquares;
    strangerBurst = other.strangerBurst;
    windows = new WindowSums();
    windows.addAll(other.windows);
    actions = new ValueCounts(other.actions);
    ips = other.ips == null ? null : new ValueCounts(other.ips);
    devices = other.devices == null ? null : new ValueCounts(other.devices);
    payments = other.payments == null ? null : new ValueCounts(other.payments);
    userAgents = other.userAgents == null ? null : new DistinctCount(other.userAgents);
    countries = other.countries == null ? null : new DistinctCount(other.countries);
    targets = other.targets == null ? null : new DistinctCount(other.targets);
  }

  DayPane(int sketchSize, BlockReader in) throws IOException {
    day = in.readLong();
    events = in.readInt();
    failures = in.readInt();
    outcomes = in.readInt();
    enforced = in.readInt();
    targetEvents = in.readInt();
    activeHours = in.readInt();
    newIpEvents = in.readInt();
    newDeviceEvents = in.readInt();
    sessions = in.readInt();
    velocitySum = in.readDouble();
    velocityMax = in.readDouble();
    gaps = in.readInt();
    logGapSum = in.readDouble();
    gapSum = in.readDouble();
    gapSquares = in.readDouble();
    strangerBurst = in.readInt();
    windows = new WindowSums(in);
    actions = new ValueCounts(sketchSize, in);
    int there = in.readInt();
    ips = (there & IPS) == 0 ? null : new ValueCounts(sketchSize, in);
    devices = (there & DEVICES) == 0 ? null : new ValueCounts(sketchSize, in);
    payments = (there & PAYMENTS) == 0 ? null : new ValueCounts(sketchSize, in);
    userAgents = (there & USER_AGENTS) == 0 ? null : new DistinctCount(sketchSize, in);
    countries = (there & COUNTRIES) == 0 ? null : new DistinctCount(sketchSize, in);
    targets = (there & TARGETS) == 0 ? null : new DistinctCount(sketchSize, in);
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putLong(day);
    out.putInt(events);
    out.putInt(failures);
    out.putInt(outcomes);
    out.putInt(enforced);
    out.putInt(targetEvents);
    out.putInt(activeHours);
    out.putInt(newIpEvents);
    out.putInt(newDeviceEvents);
    out.putInt(sessions);
    out.putDouble(velocitySum);
    out.putDouble(velocityMax);
    out.putInt(gaps);
    out.putDouble(logGapSum);
    out.putDouble(gapSum);
    out.putDouble(gapSquares);
    out.putInt(strangerBurst);
    windows.writeTo(out);
    actions.writeTo(out);
    writeOptional(out);
  }

  private void writeOptional(BlockWriter out) throws IOException {
    out.putInt(
        (ips == null ? 0 : IPS)
            | (devices == null ? 0 : DEVICES)
            | (payments == null ? 0 : PAYMENTS)
            | (userAgents == null ? 0 : USER_AGENTS)
            | (countries == null ? 0 : COUNTRIES)
            | (targets == null ? 0 : TARGETS));
    write(ips, out);
    write(devices, out);
    write(payments, out);
    write(userAgents, out);
    write(countries, out);
    write(targets, out);
  }

  private static void write(@Nullable ValueCounts counts, BlockWriter out) throws IOException {
    if (counts != null) {
      counts.writeTo(out);
    }
  }

  private static void write(@Nullable DistinctCount count, BlockWriter out) throws IOException {
    if (count != null) {
      count.writeTo(out);
    }
  }

  /** The counts of a kind of link key; null where the day has none. */
  @Nullable ValueCounts values(LinkKeyKind kind) {
    return switch (kind) {
      case IP -> ips;
      case DEVICE -> devices;
      case PAYMENT -> payments;
      case SESSION, NETWORK, CLIENT, CO_ACTION -> null;
    };
  }

  void addGap(double seconds) {
    gaps++;
    logGapSum += StrictMath.log1p(seconds);
    gapSum += seconds;
    gapSquares += seconds * seconds;
  }

  /** Counts an event from an address or device that the account had not used on earlier days. */
  void addNewOrigin(LinkKeyKind kind) {
    if (kind == LinkKeyKind.IP) {
      newIpEvents++;
    } else if (kind == LinkKeyKind.DEVICE) {
      newDeviceEvents++;
    }
  }

  void addSession(int sessionEvents, long durationMillis) {
    double perSecond = Math.min(1000, (sessionEvents - 1) / (durationMillis / 1000.0 + 1));
    double velocity = perSecond * SECONDS_PER_HOUR;
    sessions++;
    velocitySum += velocity;
    velocityMax = Math.max(velocityMax, velocity);
  }

  /** Adds a later day to this one. */
  void addAll(DayPane later, int sketchSize) {
    events += later.events;
    failures += later.failures;
    outcomes += later.outcomes;
    enforced += later.enforced;
    targetEvents += later.targetEvents;
    activeHours |= later.activeHours;
    newIpEvents += later.newIpEvents;
    newDeviceEvents += later.newDeviceEvents;
    sessions += later.sessions;
    velocitySum += later.velocitySum;
    velocityMax = Math.max(velocityMax, later.velocityMax);
    gaps += later.gaps;
    logGapSum += later.logGapSum;
    gapSum += later.gapSum;
    gapSquares += later.gapSquares;
    strangerBurst = Math.max(strangerBurst, later.strangerBurst);
    windows.addAll(later.windows);
    actions.addAll(later.actions);
    ips = merged(ips, later.ips, sketchSize);
    devices = merged(devices, later.devices, sketchSize);
    payments = merged(payments, later.payments, sketchSize);
    userAgents = merged(userAgents, later.userAgents, sketchSize);
    countries = merged(countries, later.countries, sketchSize);
    targets = merged(targets, later.targets, sketchSize);
  }

  private static @Nullable ValueCounts merged(
      @Nullable ValueCounts into, @Nullable ValueCounts from, int limit) {
    if (from == null) {
      return into;
    }
    ValueCounts result = into == null ? new ValueCounts(limit) : into;
    result.addAll(from);
    return result;
  }

  private static @Nullable DistinctCount merged(
      @Nullable DistinctCount into, @Nullable DistinctCount from, int limit) {
    if (from == null) {
      return into;
    }
    DistinctCount result = into == null ? new DistinctCount(limit) : into;
    result.addAll(from);
    return result;
  }
}
