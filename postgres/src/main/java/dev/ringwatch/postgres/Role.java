package dev.ringwatch.postgres;

import java.util.Locale;

/** What an operator is; each may what those before it may. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Decides about accounts and rings. */
  ANALYST,
  /** Approves what others propose. */
  LEAD,
  /** Lets others in. */
  ADMIN;

  /** As it stands in the table and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "a role is viewer, analyst, lead or admin, not '" + word + "'");
  }
}
