package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;

/**
 * What a feature is about. Features of one aspect say nearly the same (a burst shows in six windows
 * at once), so an aspect counts once: by its most unusual feature.
 */
enum Aspect {
  VOLUME(1),
  BURST(1),
  ADDRESSES(1),
  CLIENTS(1),
  DEVICE_SHARING(1),
  ADDRESS_SHARING(1),
  PAYMENT_SHARING(1),
  ENFORCEMENT(2),
  AGE(1),
  ACTION_MIX(1),
  REGULARITY(2),
  REST(2),
  FAILURE(2),
  TARGETS(1),
  HOURS(1),
  NOVELTY(1),
  TAKEOVER(2),
  OWN_PAST(1);

  /** How many aspects there are. */
  static final int COUNT = values().length;

  private final int weight;

  Aspect(int weight) {
    this.weight = weight;
  }

  /**
   * How much a deviation in this aspect speaks for abuse: 2 where it is a mark of some abuse (a
   * machine's rhythm, a stranger on a new device), 1 where it is only unusual (a busy person).
   */
  int weight() {
    return weight;
  }

  /** The aspect's place in an array, 0 to COUNT - 1; never stored. */
  @SuppressWarnings("EnumOrdinal") // the place in an array that lives no longer than the process
  int index() {
    return ordinal();
  }

  /** The aspect at a place in an array. */
  @SuppressWarnings("EnumOrdinal") // the inverse of index()
  static Aspect at(int index) {
    return values()[index];
  }

  /** The aspect of a name in a model file. */
  static Aspect named(String name) {
    for (Aspect aspect : values()) {
      if (aspect.name().equals(name)) {
        return aspect;
      }
    }
    throw new IllegalArgumentException("there is no aspect " + name);
  }

  /** The aspect of a feature. A feature without one does not compile. */
  static Aspect of(Feature feature) {
    return switch (feature) {
      case EVENTS, SESSIONS, PEER_DEVIATION -> VOLUME;
      case ACTIONS_5M_MEAN,
          ACTIONS_5M_MAX,
          ACTIONS_15M_MEAN,
          ACTIONS_15M_MAX,
          ACTIONS_60M_MEAN,
          ACTIONS_60M_MAX,
          SESSION_VELOCITY_MEAN,
          SESSION_VELOCITY_MAX,
          TYPICAL_GAP_SECONDS ->
          BURST;
      case IP_ENTROPY, DISTINCT_IPS, DISTINCT_COUNTRIES -> ADDRESSES;
      case DISTINCT_DEVICES, DISTINCT_USER_AGENTS -> CLIENTS;
      case DEVICE_SHARING_MEAN, DEVICE_SHARING_MAX -> DEVICE_SHARING;
      case IP_SHARING_MEAN, IP_SHARING_MAX -> ADDRESS_SHARING;
      case PAYMENT_SHARING_MAX -> PAYMENT_SHARING;
      case ENFORCEMENT_RATE, ENFORCED_EVENTS -> ENFORCEMENT;
      case ACCOUNT_AGE_DAYS -> AGE;
      case ACTION_ENTROPY -> ACTION_MIX;
      case GAP_BURSTINESS -> REGULARITY;
      case RESTLESSNESS -> REST;
      case FAILURE_RATE -> FAILURE;
      case DISTINCT_TARGETS, TARGET_VARIETY -> TARGETS;
      case ACTIVE_HOURS -> HOURS;
      case NEW_IP_RATE, NEW_DEVICE_RATE -> NOVELTY;
      case STRANGER_BURST -> TAKEOVER;
      case OWN_DEVIATION -> OWN_PAST;
    };
  }
}
