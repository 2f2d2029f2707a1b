package dev.ringwatch.app.access;

import java.time.Duration;

/**
 * How long an operator's session lives, and what it hangs on.
 *
 * @param idle after how long without a request it is over
 * @param absolute how long after the sign-in it is over in any case
 * @param secondFactor whether who signs in by password must show a second factor; who has one must
 *     in any case
 * @param sameAddress whether it is over when its cookie comes from another address
 * @param linkIsEnough whether who came by a one-time link is in at once and for the whole session,
 *     without a password; of the demo only, and nothing that can be configured
 */
public record SessionSettings(
    Duration idle,
    Duration absolute,
    boolean secondFactor,
    boolean sameAddress,
    boolean linkIsEnough) {

  /** How long who came by a one-time link has for choosing a password. */
  static final Duration LINK = Duration.ofMinutes(15);

  /** Checks that a session lives for a minute at least. */
  public SessionSettings {
    Duration least = Duration.ofMinutes(1);
    if (idle.compareTo(least) < 0 || absolute.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "a session must be allowed at least a minute idle and in all no less than that, not "
              + idle
              + " and "
              + absolute);
    }
  }

  /** Of sessions that begin with a password or single sign-on. */
  public SessionSettings(
      Duration idle, Duration absolute, boolean secondFactor, boolean sameAddress) {
    this(idle, absolute, secondFactor, sameAddress, false);
  }

  /** Those of the demo: a one-time link is enough, and a second factor is not asked for. */
  public static SessionSettings ofDemo() {
    SessionSettings usual = ofDefaults();
    return new SessionSettings(usual.absolute(), usual.absolute(), false, false, true);
  }

  /** How long it is known of somebody that they came by a one-time link. */
  Duration linkLife() {
    return linkIsEnough ? absolute : LINK;
  }

  /** Half an hour idle, twelve hours in all, with a second factor, from any address. */
  public static SessionSettings ofDefaults() {
    return new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(12), true, false);
  }
}
