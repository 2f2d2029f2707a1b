package dev.ringwatch.postgres.verdict;

import dev.ringwatch.event.HashKey;

/**
 * Which verdicts are looked at by a second person: a share of them, by a keyed hash of what they
 * are about and how many there were before. Who gives a verdict cannot foresee whether it is one.
 *
 * @param key the server's
 * @param share 0 to 1
 */
public record SecondShare(HashKey key, double share) {

  /** Checks the share. */
  public SecondShare {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be 0 to 1, not " + share);
    }
  }

  /** Whether the verdict after so many about a subject is one. */
  boolean has(VerdictSubject subject, long before) {
    long hash = key.of("second " + before + " " + subject.dedupKey());
    return (hash >>> 11) * 0x1p-53 < share;
  }
}
