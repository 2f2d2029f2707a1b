package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import java.time.Instant;

/**
 * An account and the ways of whoever is behind it.
 *
 * @param passport who it is
 * @param habits what it does and when
 * @param places where it acts from
 * @param gear what it acts with
 */
record Person(Passport passport, Habits habits, Places places, Gear gear) {

  int index() {
    return passport.index();
  }

  AccountId id() {
    return passport.id();
  }

  /** Where an abuser acts from when it does so as itself. */
  Setting home() {
    return new Setting(places.home(), gear.main(), gear.card());
  }

  /**
   * Who it is.
   *
   * @param index its number in the world, which tells nothing about it
   * @param id its id on the platform
   * @param createdAt when it was opened, before the period
   */
  record Passport(int index, AccountId id, Instant createdAt) {}

  /**
   * What it does and when.
   *
   * @param rhythm when it is active
   * @param taste what it does most
   * @param otherTaste what it does besides
   * @param community the people whose posts it meets
   * @param pace how fast it is
   */
  record Habits(Rhythm rhythm, Taste taste, Taste otherTaste, int community, Pace pace) {
    Action any(Dice dice) {
      return (dice.chance(0.7) ? taste : otherTaste).action(dice);
    }
  }

  /**
   * How fast it is.
   *
   * @param pauseMillis the median pause between two actions of a session
   * @param sessionSize events in a session, on average
   * @param automated whether a program acts for it, at nearly even gaps
   */
  record Pace(float pauseMillis, float sessionSize, boolean automated) {}

  /**
   * Where it acts from.
   *
   * @param country where it lives
   * @param home its network at home, or {@link Places#MOBILE}
   * @param pool the first address of its mobile carrier's region
   * @param roaming the share of its sessions on the mobile carrier, 0 to 1
   * @param away where else it acts from
   */
  record Places(Country country, int home, int pool, float roaming, Away away) {
    /** No network at home: all sessions are on the mobile carrier. */
    static final int MOBILE = -1;
  }

  /**
   * What it acts with.
   *
   * @param main the device it uses most
   * @param second another one, or the main one again
   * @param replacement the main one's replacement, or the main one again
   * @param replacedAtMillis when that takes over
   * @param card the payment card
   */
  record Gear(int main, int second, int replacement, long replacedAtMillis, int card) {}
}
