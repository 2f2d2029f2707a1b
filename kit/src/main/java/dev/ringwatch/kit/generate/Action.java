package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Outcome;

/** What accounts do on the platform. */
enum Action {
  VIEW("view", Aim.POST, 0),
  BROWSE("view", Aim.PRODUCT, 0),
  SEARCH("search", Aim.NOTHING, 0),
  LOGIN("login", Aim.NOTHING, 0.04),
  LOGOUT("logout", Aim.NOTHING, 0),
  LIKE("like", Aim.POST, 0.001),
  FOLLOW("follow", Aim.CREATOR, 0.002),
  COMMENT("comment", Aim.POST, 0.004),
  SHARE("share", Aim.POST, 0.002),
  MESSAGE("message", Aim.FRIEND, 0.005),
  CART("add_to_cart", Aim.PRODUCT, 0.003),
  PURCHASE("purchase", Aim.PRODUCT, 0.04),
  UPLOAD("upload", Aim.NEW_POST, 0.01),
  PROFILE("profile_update", Aim.NOTHING, 0.003),
  PASSWORD("password_change", Aim.NOTHING, 0.02);

  private final String label;
  private final Aim aim;
  private final double failureRate;

  Action(String label, Aim aim, double failureRate) {
    this.label = label;
    this.aim = aim;
    this.failureRate = failureRate;
  }

  /** The action's name in events. */
  String label() {
    return label;
  }

  Aim aim() {
    return aim;
  }

  /** How it ends this time; the platform says nothing about reading. */
  Outcome outcome(Dice dice) {
    if (failureRate == 0) {
      return Outcome.UNKNOWN;
    }
    return dice.chance(failureRate) ? Outcome.FAILURE : Outcome.SUCCESS;
  }

  /** What an action is done to. */
  enum Aim {
    NOTHING,
    POST,
    PRODUCT,
    CREATOR,
    FRIEND,
    NEW_POST
  }
}
