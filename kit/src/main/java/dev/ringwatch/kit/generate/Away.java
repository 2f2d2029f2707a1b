package dev.ringwatch.kit.generate;

/**
 * A place other than home that an account acts from, shared with others.
 *
 * @param kind what it is
 * @param network its address
 */
record Away(Kind kind, int network) {

  static final Away NOWHERE = new Away(Kind.NOWHERE, -1);

  /** The share of sessions, 0 to 1, that somebody has there at an hour of the day, 0 to 23. */
  double share(int localHour, boolean weekend) {
    return switch (kind) {
      case NOWHERE -> 0;
      case OFFICE -> !weekend && localHour >= 9 && localHour < 18 ? 0.85 : 0;
      case CAFE -> localHour >= 8 && localHour < 21 ? 0.45 : 0;
      case VPN -> 0.4;
      case CARRIER_NAT -> 0.85;
    };
  }

  /** The kinds of place. */
  enum Kind {
    NOWHERE,
    OFFICE,
    CAFE,
    VPN,
    CARRIER_NAT
  }
}
