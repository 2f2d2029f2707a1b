package dev.ringwatch.feature;

import java.util.Locale;

/**
 * Every feature, defined once. n is the number of the account's events within the profile's
 * horizon; a value is NaN (unknown, and neutral in every score) where the log lacks the field or
 * the account has too few events, as each line says. No feature looks at other accounts except the
 * sharing features, which know, as of the last closed tick, how many accounts a key has.
 */
public enum Feature {
  /** n. At least 1. */
  EVENTS("events", Tail.HIGH, Scale.LOG, "acted %s times; usual is %s"),

  /**
   * For each event the number of the account's events in its own minute and the 4 before; mean over
   * events. At least 1. (The seed looks back 5 minutes from each event; whole minutes make the
   * value independent of the order of arrival.)
   */
  ACTIONS_5M_MEAN(
      "actions_5m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s actions per 5 minutes while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_5M_MAX(
      "actions_5m_max",
      Tail.HIGH,
      Scale.LOG,
      "made up to %s actions within 5 minutes; usual is %s"),
  /** As {@link #ACTIONS_5M_MEAN}, over 15 minutes. */
  ACTIONS_15M_MEAN(
      "actions_15m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s actions per 15 minutes while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_15M_MAX(
      "actions_15m_max",
      Tail.HIGH,
      Scale.LOG,
      "made up to %s actions within 15 minutes; usual is %s"),
  /** As {@link #ACTIONS_5M_MEAN}, over 60 minutes. */
  ACTIONS_60M_MEAN(
      "actions_60m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s actions per hour while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_60M_MAX(
      "actions_60m_max", Tail.HIGH, Scale.LOG, "made up to %s actions within an hour; usual is %s"),

  /**
   * Shannon entropy in bits of the account's events over addresses. NaN below 3 events with an
   * address.
   */
  IP_ENTROPY(
      "ip_entropy",
      Tail.HIGH,
      Scale.LINEAR,
      "spread its actions over addresses with %s bits of entropy; usual is %s"),
  /** Distinct addresses. NaN without addresses. */
  DISTINCT_IPS("distinct_ips", Tail.HIGH, Scale.LOG, "used %s addresses; usual is %s"),
  /** Distinct devices. NaN without devices. */
  DISTINCT_DEVICES("distinct_devices", Tail.HIGH, Scale.LOG, "used %s devices; usual is %s"),
  /** Distinct user agents. NaN without user agents. */
  DISTINCT_USER_AGENTS(
      "distinct_user_agents", Tail.HIGH, Scale.LOG, "used %s kinds of client; usual is %s"),
  /** Distinct countries. NaN without countries. */
  DISTINCT_COUNTRIES(
      "distinct_countries", Tail.HIGH, Scale.LOG, "acted from %s countries; usual is %s"),

  /** Over the account's devices, the mean number of other accounts on each. NaN without devices. */
  DEVICE_SHARING_MEAN(
      "device_sharing_mean",
      Tail.HIGH,
      Scale.LOG,
      "shared each device with %s other accounts on average; usual is %s"),
  /** The largest number of other accounts on one of its devices. NaN without devices. */
  DEVICE_SHARING_MAX(
      "device_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared a device with %s other accounts; usual is %s"),
  /**
   * Over the account's addresses, the mean number of other accounts on each. NaN without addresses.
   */
  IP_SHARING_MEAN(
      "ip_sharing_mean",
      Tail.HIGH,
      Scale.LOG,
      "shared each address with %s other accounts on average; usual is %s"),
  /** The largest number of other accounts on one of its addresses. NaN without addresses. */
  IP_SHARING_MAX(
      "ip_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared an address with %s other accounts; usual is %s"),
  /**
   * The largest number of other accounts on one of its payment instruments. NaN without payments.
   */
  PAYMENT_SHARING_MAX(
      "payment_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared a payment instrument with %s other accounts; usual is %s"),

  /** Sessions: runs of events with no gap over 30 minutes. At least 1. */
  SESSIONS("sessions", Tail.HIGH, Scale.LOG, "had %s sessions; usual is %s"),
  /**
   * Events per hour within a session of m events, 3600 (m - 1) / (duration + 1 s), capped at 1000
   * per second; mean over sessions. The added second gives simultaneous events a finite, large
   * velocity (the seed gives them 0).
   */
  SESSION_VELOCITY_MEAN(
      "session_velocity_mean",
      Tail.HIGH,
      Scale.LOG,
      "acted at %s actions per hour within its sessions; usual is %s"),
  /** The largest of the same. */
  SESSION_VELOCITY_MAX(
      "session_velocity_max",
      Tail.HIGH,
      Scale.LOG,
      "acted at %s actions per hour in its fastest session; usual is %s"),

  /**
   * Enforced events / (n + 2): the 2 keeps one enforcement on a new account from reading as
   * certainty.
   */
  ENFORCEMENT_RATE(
      "enforcement_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "had action taken over %s of its events; usual is %s"),
  /** Enforced events. */
  ENFORCED_EVENTS(
      "enforced_events", Tail.HIGH, Scale.LOG, "had action taken over %s events; usual is %s"),

  /**
   * Days from the account's opening to its last event, at least 0. NaN if the opening is not known.
   */
  ACCOUNT_AGE_DAYS("account_age_days", Tail.LOW, Scale.LOG, "was %s days old; usual is %s"),
  /** Shannon entropy in bits of the account's events over actions. NaN below 3 events. */
  ACTION_ENTROPY(
      "action_entropy",
      Tail.BOTH,
      Scale.LINEAR,
      "mixed its actions with %s bits of entropy; usual is %s"),
  /**
   * Burstiness of the k gaps between consecutive events, from their coefficient of variation r:
   * (sqrt(k + 1) r - sqrt(k - 1)) / ((sqrt(k + 1) - 2) r + sqrt(k - 1)), which is -1 for a
   * metronome, 0 for a random (Poisson) process and 1 if all gaps but one are 0, whatever k is
   * (E.-K. Kim and H.-H. Jo, Measuring burstiness for finite event sequences, 2016). People act in
   * bursts. NaN below 5 gaps, or if all are 0.
   */
  GAP_BURSTINESS(
      "gap_burstiness",
      Tail.LOW,
      Scale.LINEAR,
      "had a rhythm of %s on a scale from -1 (a machine's) to 1 (bursts); usual is %s"),
  /**
   * Geometric mean of (1 + gap in seconds) over the gaps between consecutive events. NaN below 2
   * events.
   */
  TYPICAL_GAP_SECONDS(
      "typical_gap_seconds", Tail.LOW, Scale.LOG, "left %s seconds between actions; usual is %s"),
  /** Failures / (events with an outcome + 2). NaN without outcomes. */
  FAILURE_RATE(
      "failure_rate", Tail.HIGH, Scale.LINEAR, "failed in %s of its attempts; usual is %s"),
  /** Distinct targets. NaN without targets. */
  DISTINCT_TARGETS(
      "distinct_targets", Tail.HIGH, Scale.LOG, "acted on %s different targets; usual is %s"),
  /** Distinct targets / events with a target. NaN below 3 events with a target. */
  TARGET_VARIETY(
      "target_variety",
      Tail.BOTH,
      Scale.LINEAR,
      "chose a new target in %s of its actions; usual is %s"),
  /**
   * How much the account does in its own quietest six hours of the day, wherever on the clock they
   * lie: 4 q / (h + 6), where h is the number of clock hours (of each day) with events, and q the
   * least number of them within six hours of the day in a row. 0 for an account that sleeps, near 1
   * for one that never does; the 6 keeps a few events from reading as sleeplessness.
   */
  RESTLESSNESS(
      "restlessness",
      Tail.HIGH,
      Scale.LINEAR,
      "kept up %s of its pace in its quietest six hours of the day; usual is %s"),
  /** Distinct hours of the day (UTC) with events: 1 to 24. */
  ACTIVE_HOURS(
      "active_hours", Tail.HIGH, Scale.LOG, "was active in %s hours of the day; usual is %s"),

  /**
   * Largest share, over days after the account's first, of events from an address that the account
   * had not used on an earlier day: events / (day's events + 2). NaN with one active day or without
   * addresses.
   */
  NEW_IP_RATE(
      "new_ip_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "made %s of a day's actions from addresses new to it; usual is %s"),
  /** As {@link #NEW_IP_RATE}, for devices. */
  NEW_DEVICE_RATE(
      "new_device_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "made %s of a day's actions on devices new to it; usual is %s"),
  /**
   * The most events on one device within the 60 minutes after its first use and before the next
   * such device, where it came together with an address that was new to the account as well, and
   * the account had at least 3 events before: what somebody does who gets into another's account. 0
   * if that never happened. NaN without devices or addresses.
   */
  STRANGER_BURST(
      "stranger_burst",
      Tail.HIGH,
      Scale.LOG,
      "made %s actions within an hour of appearing on a new device at a new address; usual is %s"),
  /**
   * Largest ln((day's events + 1) / (mean of the earlier active days + 1)) over days after the
   * first: how far the account ever rose above its own past. NaN with one active day.
   */
  OWN_DEVIATION(
      "own_deviation",
      Tail.HIGH,
      Scale.LINEAR,
      "rose to e^%s times its own past activity; usual is e^%s"),
  /**
   * Largest robust z-score, on the side that speaks for abuse, of {@link #EVENTS}, {@link
   * #ACTIONS_60M_MAX}, {@link #TYPICAL_GAP_SECONDS} and {@link #DISTINCT_TARGETS} within the
   * account's peer group, by the model's training statistics. At least 0. NaN until a model fills
   * it in, and for peer groups too small to have statistics.
   */
  PEER_DEVIATION(
      "peer_deviation",
      Tail.HIGH,
      Scale.LOG,
      "differed by %s deviations from accounts like it; usual is %s");

  /** How many features there are. */
  public static final int COUNT = values().length;

  private final String label;
  private final Tail tail;
  private final Scale scale;
  private final String sentence;

  Feature(String label, Tail tail, Scale scale, String sentence) {
    this.label = label;
    this.tail = tail;
    this.scale = scale;
    this.sentence = sentence;
  }

  /** The feature's name in files, reasons and model files. */
  public String label() {
    return label;
  }

  /** The feature's place in a vector, from 0 to COUNT - 1; never stored, files use the label. */
  @SuppressWarnings("EnumOrdinal") // the place in an array that lives no longer than the process
  public int index() {
    return ordinal();
  }

  /** Which side speaks for abuse. */
  public Tail tail() {
    return tail;
  }

  /** The scale on which values are compared. */
  public Scale scale() {
    return scale;
  }

  /** What a person is told about a value, beside what is usual. */
  public String sentence(double value, double usual) {
    return String.format(Locale.ROOT, sentence, number(value), number(usual));
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return String.format(
        Locale.ROOT,
        Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f",
        value);
  }
}
