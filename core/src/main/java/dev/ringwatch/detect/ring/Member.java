package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;

/**
 * An account in a ring.
 *
 * @param account the account
 * @param role how it belongs
 */
public record Member(AccountId account, Role role) {

  /** How an account belongs to a ring. */
  public enum Role {
    /** Tied to the others at least as strongly as the ring's average. */
    CORE("core"),
    /** Tied to the others, less strongly. */
    MEMBER("member"),
    /** Tied to accounts outside the ring as well. */
    BRIDGE("bridge");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    /** The role's name in files. */
    public String label() {
      return label;
    }
  }
}
