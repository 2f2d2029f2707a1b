package dev.ringwatch.event;

import org.jspecify.annotations.Nullable;

/**
 * The actor being judged, as the platform names it. Ids order by their UTF-16 code units, so that
 * lists of accounts have one order everywhere.
 *
 * @param value the platform's id, never empty
 */
public record AccountId(String value) implements Comparable<AccountId> {

  /** Checks that the id is not empty. */
  public AccountId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an account id must not be empty");
    }
  }

  /** Equal ids; the same instance is told first, without looking into it. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof AccountId id && value.equals(id.value));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
