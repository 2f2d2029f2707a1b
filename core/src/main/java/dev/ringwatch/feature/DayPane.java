package dev.ringwatch.feature;

import dev.ringwatch.event.LinkKeyKind;
import org.jspecify.annotations.Nullable;

/**
 * What one account did on one day (UTC): counts and small sketches, which add up over days.
 * Floating-point sums are taken in the order of events within a day and of days, so they have one
 * value. Not thread-safe.
 */
final class DayPane {

  private static final double SECONDS_PER_HOUR = 3600;

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
  final WindowSums windows = new WindowSums();
  final ValueCounts actions;
  @Nullable ValueCounts ips;
  @Nullable ValueCounts devices;
  @Nullable ValueCounts payments;
  @Nullable DistinctCount userAgents;
  @Nullable DistinctCount countries;
  @Nullable DistinctCount targets;

  DayPane(long day, int sketchSize) {
    this.day = day;
    this.actions = new ValueCounts(sketchSize);
  }

  /** The counts of a kind of link key; null where the day has none. */
  @Nullable ValueCounts values(LinkKeyKind kind) {
    return switch (kind) {
      case IP -> ips;
      case DEVICE -> devices;
      case PAYMENT -> payments;
      case SESSION, CO_ACTION -> null;
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
