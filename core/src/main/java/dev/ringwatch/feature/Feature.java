package dev.ringwatch.feature;

/**
 * Every feature, defined once. n is the number of the account's events within the profile's
 * horizon; a value is NaN (unknown, and neutral in every score) where the log lacks the field or
 * the account has too few events, as each line says. No feature looks at other accounts except the
 * sharing features, which know, as of the last closed tick, how many accounts a key has.
 */
public enum Feature {
  /** n. At least 1. */
  EVENTS("events", Tail.HIGH, Scale.LOG, "acted %s [time|times]; usual is %s"),

  /**
   * For each event the number of the account's events in its own minute and the 4 before; mean over
   * events. At least 1. (The seed looks back 5 minutes from each event; whole minutes make the
   * value independent of the order of arrival.)
   */
  ACTIONS_5M_MEAN(
      "actions_5m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s [action|actions] per 5 minutes while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_5M_MAX(
      "actions_5m_max",
      Tail.HIGH,
      Scale.LOG,
      "made up to %s [action|actions] within 5 minutes; usual is %s"),
  /** As {@link #ACTIONS_5M_MEAN}, over 15 minutes. */
  ACTIONS_15M_MEAN(
      "actions_15m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s [action|actions] per 15 minutes while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_15M_MAX(
      "actions_15m_max",
      Tail.HIGH,
      Scale.LOG,
      "made up to %s [action|actions] within 15 minutes; usual is %s"),
  /** As {@link #ACTIONS_5M_MEAN}, over 60 minutes. */
  ACTIONS_60M_MEAN(
      "actions_60m_mean",
      Tail.HIGH,
      Scale.LOG,
      "made %s [action|actions] per hour while active; usual is %s"),
  /** The largest of the same. */
  ACTIONS_60M_MAX(
      "actions_60m_max",
      Tail.HIGH,
      Scale.LOG,
      "made up to %s [action|actions] within an hour; usual is %s"),

  /**
   * Shannon entropy in bits of the account's events over addresses. NaN below 3 events with an
   * address.
   */
  IP_ENTROPY(
      "ip_entropy",
      Tail.HIGH,
      Scale.LINEAR,
      "spread its actions over addresses as if evenly over %s; usual is %s",
      Unit.EVENNESS),
  /** Distinct addresses, IPv6 by the /64, here and below. NaN without addresses. */
  DISTINCT_IPS("distinct_ips", Tail.HIGH, Scale.LOG, "used %s [address|addresses]; usual is %s"),
  /** Distinct devices. NaN without devices. */
  DISTINCT_DEVICES(
      "distinct_devices", Tail.HIGH, Scale.LOG, "used %s [device|devices]; usual is %s"),
  /** Distinct user agents. NaN without user agents. */
  DISTINCT_USER_AGENTS(
      "distinct_user_agents", Tail.HIGH, Scale.LOG, "used %s [kind|kinds] of client; usual is %s"),
  /** Distinct countries. NaN without countries. */
  DISTINCT_COUNTRIES(
      "distinct_countries", Tail.HIGH, Scale.LOG, "acted from %s [country|countries]; usual is %s"),

  /** Over the account's devices, the mean number of other accounts on each. NaN without devices. */
  DEVICE_SHARING_MEAN(
      "device_sharing_mean",
      Tail.HIGH,
      Scale.LOG,
      "shared each device with %s other [account|accounts] on average; usual is %s"),
  /** The largest number of other accounts on one of its devices. NaN without devices. */
  DEVICE_SHARING_MAX(
      "device_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared a device with %s other [account|accounts]; usual is %s"),
  /**
   * Over the account's addresses, the mean number of other accounts on each. NaN without addresses.
   */
  IP_SHARING_MEAN(
      "ip_sharing_mean",
      Tail.HIGH,
      Scale.LOG,
      "shared each address with %s other [account|accounts] on average; usual is %s"),
  /** The largest number of other accounts on one of its addresses. NaN without addresses. */
  IP_SHARING_MAX(
      "ip_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared an address with %s other [account|accounts]; usual is %s"),
  /**
   * The largest number of other accounts on one of its payment instruments. NaN without payments.
   */
  PAYMENT_SHARING_MAX(
      "payment_sharing_max",
      Tail.HIGH,
      Scale.LOG,
      "shared a payment instrument with %s other [account|accounts]; usual is %s"),

  /** Sessions: runs of events with no gap over 30 minutes. At least 1. */
  SESSIONS("sessions", Tail.HIGH, Scale.LOG, "had %s [session|sessions]; usual is %s"),
  /**
   * Events per hour within a session of m events, 3600 (m - 1) / (duration + 1 s), capped at 1000
   * per second; mean over sessions. The added second gives simultaneous events a finite, large
   * velocity (the seed gives them 0).
   */
  SESSION_VELOCITY_MEAN(
      "session_velocity_mean",
      Tail.HIGH,
      Scale.LOG,
      "acted at a pace of %s within its sessions; usual is %s",
      Unit.PACE),
  /** The largest of the same. */
  SESSION_VELOCITY_MAX(
      "session_velocity_max",
      Tail.HIGH,
      Scale.LOG,
      "acted at a pace of %s in its fastest session; usual is %s",
      Unit.PACE),

  /**
   * Enforced events / (n + 2): the 2 keeps one enforcement on a new account from reading as
   * certainty.
   */
  ENFORCEMENT_RATE(
      "enforcement_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "had action taken over %s of its events; usual is %s",
      Unit.CAUTIOUS_SHARE),
  /** Enforced events. */
  ENFORCED_EVENTS(
      "enforced_events",
      Tail.HIGH,
      Scale.LOG,
      "had action taken over %s [event|events]; usual is %s"),

  /**
   * Days from the account's opening to its last event, at least 0. NaN if the opening is not known.
   */
  ACCOUNT_AGE_DAYS("account_age_days", Tail.LOW, Scale.LOG, "was %s old; usual is %s", Unit.DAYS),
  /** Shannon entropy in bits of the account's events over actions. NaN below 3 events. */
  ACTION_ENTROPY(
      "action_entropy",
      Tail.BOTH,
      Scale.LINEAR,
      "mixed its kinds of action as if evenly over %s; usual is %s",
      Unit.EVENNESS),
  /**
   * Burstiness of the k gaps between consecutive events, from their coefficient of variation r:
   * (sqrt(k + 1) r - sqrt(k - 1)) / ((sqrt(k + 1) - 2) r + sqrt(k - 1)), which is -1 for a
   * metronome, 0 for a random (Poisson) process and 1 if all gaps but one are 0, whatever k is
   * (E.-K. Kim and H.-H. Jo, Measuring burstiness for finite event sequences, 2016). People act in
   * bursts. NaN below 5 gaps, or if all are 0.
   */
  GAP_BURSTINESS(
      "gap_burstiness", Tail.LOW, Scale.LINEAR, "spaced its actions %s; usual is %s", Unit.RHYTHM),
  /**
   * Geometric mean of (1 + gap in seconds) over the gaps between consecutive events. NaN below 2
   * events.
   */
  TYPICAL_GAP_SECONDS(
      "typical_gap_seconds",
      Tail.LOW,
      Scale.LOG,
      "left %s between actions; usual is %s",
      Unit.PAUSE),
  /** Failures / (events with an outcome + 2). NaN without outcomes. */
  FAILURE_RATE(
      "failure_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "failed in %s of its attempts; usual is %s",
      Unit.CAUTIOUS_SHARE),
  /** Distinct targets. NaN without targets. */
  DISTINCT_TARGETS(
      "distinct_targets",
      Tail.HIGH,
      Scale.LOG,
      "acted on %s different [target|targets]; usual is %s"),
  /** Distinct targets / events with a target. NaN below 3 events with a target. */
  TARGET_VARIETY(
      "target_variety",
      Tail.BOTH,
      Scale.LINEAR,
      "used %s actions on targets new to it; usual is %s",
      Unit.VARIETY),
  /**
   * How much the account does in its own quietest six hours of the day, wherever on the clock they
   * lie: 4 q / (h + 12), where h is the number of clock hours (of each day) with events, and q the
   * least number of them within six hours of the day in a row. 0 for an account that sleeps, near 1
   * for one that never does; the 12 keeps one long day from reading as sleeplessness.
   */
  RESTLESSNESS(
      "restlessness",
      Tail.HIGH,
      Scale.LINEAR,
      "kept up %s of its pace in its quietest six hours of the day; usual is %s",
      Unit.SHARE),
  /** Distinct hours of the day (UTC) with events: 1 to 24. */
  ACTIVE_HOURS(
      "active_hours",
      Tail.HIGH,
      Scale.LOG,
      "was active in %s [hour|hours] of the day; usual is %s"),

  /**
   * Largest share, over days after the account's first, of events from an address that the account
   * had not used on an earlier day: events / (day's events + 2). NaN with one active day or without
   * addresses.
   */
  NEW_IP_RATE(
      "new_ip_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "made %s of a day's actions from addresses new to it; usual is %s",
      Unit.CAUTIOUS_SHARE),
  /** As {@link #NEW_IP_RATE}, for devices. */
  NEW_DEVICE_RATE(
      "new_device_rate",
      Tail.HIGH,
      Scale.LINEAR,
      "made %s of a day's actions on devices new to it; usual is %s",
      Unit.CAUTIOUS_SHARE),
  /**
   * The most events on one device within the 60 minutes after its first use and before the next
   * such device, where it came together with an address that was new to the account as well, and
   * the account had at least 3 events with a device and 3 with an address before: what somebody
   * does who gets into another's account. 0 if that never happened, or with fewer than 5 events.
   * NaN without devices or addresses.
   */
  STRANGER_BURST(
      "stranger_burst",
      Tail.HIGH,
      Scale.LOG,
      "made %s [action|actions] within an hour of appearing on a new device at a new address; usual"
          + " is %s"),
  /**
   * Largest ln((day's events + 1) / (mean of the earlier active days + 1)) over days after the
   * first: how far the account ever rose above its own past. NaN with one active day.
   */
  OWN_DEVIATION(
      "own_deviation",
      Tail.HIGH,
      Scale.LINEAR,
      "did %s as much in one day as on its days before; usual is %s",
      Unit.TIMES),
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
      "stands out among accounts like it by %s the normal difference; usual is %s",
      Unit.NORMAL_DIFFERENCES);

  /** How many features there are. */
  public static final int COUNT = values().length;

  private final String label;
  private final Tail tail;
  private final Scale scale;
  private final Unit unit;

  @SuppressWarnings("ImmutableEnumChecker") // it never changes once made
  private final Sentence sentence;

  Feature(String label, Tail tail, Scale scale, String sentence) {
    this(label, tail, scale, sentence, Unit.COUNT);
  }

  Feature(String label, Tail tail, Scale scale, String sentence, Unit unit) {
    this.label = label;
    this.tail = tail;
    this.scale = scale;
    this.unit = unit;
    this.sentence = new Sentence(sentence, unit);
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

  /**
   * What a person is told about a value, beside what is usual, such as "shared a device with 12
   * other accounts; usual is 0".
   */
  public String sentence(double value, double usual) {
    return sentence.of(value, usual);
  }

  /** The same about a value alone, such as "shared a device with 12 other accounts". */
  public String sentence(double value) {
    return sentence.of(value);
  }

  /** A value in the feature's unit, such as "12" or "3 min". */
  public String words(double value) {
    return unit.usual(value);
  }
}
