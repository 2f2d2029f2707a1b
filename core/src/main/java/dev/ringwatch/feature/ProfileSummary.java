package dev.ringwatch.feature;

import dev.ringwatch.event.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Turns a profile's panes and open span into a feature vector, without changing them. Used once.
 */
final class ProfileSummary {

  private static final int FEW_EVENTS = 3;
  private static final int FEW_GAPS = 5;
  private static final double PRIOR_EVENTS = 2;
  private static final int HOURS = 24;
  private static final int REST_HOURS = 6;
  private static final int PRIOR_HOURS = 12;

  private final Collection<DayPane> panes;
  private final OpenSpan open;
  private final @Nullable Instant createdAt;
  private final DayPane sum;
  private final double[] values = new double[Feature.COUNT];

  ProfileSummary(
      ProfileConfig config,
      Collection<DayPane> panes,
      OpenSpan open,
      RecentMinutes recent,
      @Nullable Instant createdAt) {
    this.panes = panes;
    this.open = open;
    this.createdAt = createdAt;
    this.sum = new DayPane(0, config.sketchSize());
    for (DayPane pane : panes) {
      sum.addAll(pane, config.sketchSize());
    }
    if (open.minuteEvents > 0) {
      sum.windows.add(open.minute, open.minuteEvents, recent);
    }
    if (open.isStarted()) {
      sum.addSession(open.sessionEvents, open.lastMillis - open.sessionStartMillis);
    }
  }

  FeatureVector vector(AccountId account) {
    Arrays.fill(values, Double.NaN);
    volume();
    rhythm();
    origins();
    sharing();
    outcomes();
    againstOwnPast();
    return new FeatureVector(
        account,
        sum.events,
        sum.targetEvents,
        Long.toHexString(sum.actions.mostFrequentHash()),
        values);
  }

  private void set(Feature feature, double value) {
    values[feature.index()] = value;
  }

  private void volume() {
    double events = sum.events;
    set(Feature.EVENTS, events);
    set(Feature.ACTIONS_5M_MEAN, sum.windows.sum(0) / events);
    set(Feature.ACTIONS_5M_MAX, sum.windows.max(0));
    set(Feature.ACTIONS_15M_MEAN, sum.windows.sum(1) / events);
    set(Feature.ACTIONS_15M_MAX, sum.windows.max(1));
    set(Feature.ACTIONS_60M_MEAN, sum.windows.sum(2) / events);
    set(Feature.ACTIONS_60M_MAX, sum.windows.max(2));
    if (sum.events >= FEW_EVENTS) {
      set(Feature.ACTION_ENTROPY, sum.actions.entropyBits());
    }
    if (sum.targets != null) {
      double targets = sum.targets.estimate();
      set(Feature.DISTINCT_TARGETS, targets);
      if (sum.targetEvents >= FEW_EVENTS) {
        set(Feature.TARGET_VARIETY, Math.min(1, targets / sum.targetEvents));
      }
    }
  }

  private void rhythm() {
    set(Feature.SESSIONS, sum.sessions);
    set(Feature.SESSION_VELOCITY_MEAN, sum.velocitySum / sum.sessions);
    set(Feature.SESSION_VELOCITY_MAX, sum.velocityMax);
    set(Feature.ACTIVE_HOURS, Integer.bitCount(sum.activeHours));
    if (sum.gaps >= 1) {
      set(Feature.TYPICAL_GAP_SECONDS, StrictMath.exp(sum.logGapSum / sum.gaps));
      if (sum.gaps >= FEW_GAPS && sum.gapSum > 0) {
        set(Feature.GAP_BURSTINESS, burstiness());
      }
    }
    set(Feature.RESTLESSNESS, restlessness());
    if (createdAt != null) {
      double days =
          Duration.between(createdAt, Instant.ofEpochMilli(open.lastMillis)).toSeconds() / 86_400.0;
      set(Feature.ACCOUNT_AGE_DAYS, Math.max(0, days));
    }
  }

  private double burstiness() {
    double mean = sum.gapSum / sum.gaps;
    double variation = Math.sqrt(Math.max(0, sum.gapSquares / sum.gaps - mean * mean)) / mean;
    double above = Math.sqrt(sum.gaps + 1.0);
    double below = Math.sqrt(sum.gaps - 1.0);
    return (above * variation - below) / ((above - 2) * variation + below);
  }

  private double restlessness() {
    int[] days = new int[HOURS];
    int activeHours = 0;
    for (DayPane pane : panes) {
      for (int hour = 0; hour < HOURS; hour++) {
        days[hour] += pane.activeHours >> hour & 1;
      }
      activeHours += Integer.bitCount(pane.activeHours);
    }
    int quietest = activeHours;
    for (int start = 0; start < HOURS; start++) {
      int within = 0;
      for (int hour = start; hour < start + REST_HOURS; hour++) {
        within += days[hour % HOURS];
      }
      quietest = Math.min(quietest, within);
    }
    return (double) quietest * HOURS / REST_HOURS / (activeHours + PRIOR_HOURS);
  }

  private void origins() {
    if (sum.ips != null) {
      set(Feature.DISTINCT_IPS, sum.ips.distinct());
      if (sum.ips.total() >= FEW_EVENTS) {
        set(Feature.IP_ENTROPY, sum.ips.entropyBits());
      }
    }
    if (sum.devices != null) {
      set(Feature.DISTINCT_DEVICES, sum.devices.distinct());
      if (sum.ips != null) {
        set(Feature.STRANGER_BURST, sum.strangerBurst);
      }
    }
    if (sum.userAgents != null) {
      set(Feature.DISTINCT_USER_AGENTS, sum.userAgents.estimate());
    }
    if (sum.countries != null) {
      set(Feature.DISTINCT_COUNTRIES, sum.countries.estimate());
    }
  }

  private void sharing() {
    if (sum.ips != null) {
      set(Feature.IP_SHARING_MEAN, sum.ips.meanOtherAccounts());
      set(Feature.IP_SHARING_MAX, sum.ips.maxOtherAccounts());
    }
    if (sum.devices != null) {
      set(Feature.DEVICE_SHARING_MEAN, sum.devices.meanOtherAccounts());
      set(Feature.DEVICE_SHARING_MAX, sum.devices.maxOtherAccounts());
    }
    if (sum.payments != null) {
      set(Feature.PAYMENT_SHARING_MAX, sum.payments.maxOtherAccounts());
    }
  }

  private void outcomes() {
    set(Feature.ENFORCEMENT_RATE, sum.enforced / (sum.events + PRIOR_EVENTS));
    set(Feature.ENFORCED_EVENTS, sum.enforced);
    if (sum.outcomes > 0) {
      set(Feature.FAILURE_RATE, sum.failures / (sum.outcomes + PRIOR_EVENTS));
    }
  }

  private void againstOwnPast() {
    if (panes.size() < 2) {
      return;
    }
    double newIps = 0;
    double newDevices = 0;
    double deviation = Double.NEGATIVE_INFINITY;
    long earlierEvents = 0;
    int earlierDays = 0;
    for (DayPane pane : panes) {
      if (earlierDays > 0) {
        double past = (double) earlierEvents / earlierDays;
        deviation = Math.max(deviation, StrictMath.log((pane.events + 1) / (past + 1)));
        newIps = Math.max(newIps, pane.newIpEvents / (pane.events + PRIOR_EVENTS));
        newDevices = Math.max(newDevices, pane.newDeviceEvents / (pane.events + PRIOR_EVENTS));
      }
      earlierEvents += pane.events;
      earlierDays++;
    }
    set(Feature.OWN_DEVIATION, deviation);
    if (sum.ips != null) {
      set(Feature.NEW_IP_RATE, newIps);
    }
    if (sum.devices != null) {
      set(Feature.NEW_DEVICE_RATE, newDevices);
    }
  }
}
