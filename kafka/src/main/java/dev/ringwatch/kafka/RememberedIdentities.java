package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.StableHash;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The identities of the newest events, as 127-bit hashes under secret keys: two events that differ
 * are taken for one with a probability of n / 2^127 for n remembered ones, and nobody can bring it
 * about. Remembers at least as many as it is made for and at most twice that; the oldest half is
 * forgotten at once. O(id's length) a call. Used by one thread.
 */
final class RememberedIdentities {

  /**
   * The hash of an identity.
   *
   * @param high the first 64 bits
   * @param low the last 64 bits; never zero
   */
  record Identity(long high, long low) {}

  private final int generation;
  private final HashKey highKey;
  private final HashKey lowKey;
  private IdentitySet newer = new IdentitySet();
  private IdentitySet older = new IdentitySet();

  /** Remembers so many at least. */
  RememberedIdentities(int least) {
    SecureRandom random = new SecureRandom();
    generation = least;
    highKey = new HashKey(random.nextLong(), random.nextLong());
    lowKey = new HashKey(random.nextLong(), random.nextLong());
  }

  /** The identity of an event, by which it is known here. */
  Identity of(Event event) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, event.timestamp());
    return new Identity(
        StableHash.mix(highKey.of(event.id()) + StableHash.mix(micros ^ highKey.first())),
        StableHash.mix(lowKey.of(event.id()) + StableHash.mix(micros ^ lowKey.first())) | 1);
  }

  /** Whether it was added, and not forgotten since. */
  boolean holds(Identity identity) {
    return newer.contains(identity) || older.contains(identity);
  }

  /** Adds one that it does not hold. */
  void add(Identity identity) {
    newer.add(identity);
    if (newer.size() >= generation) {
      older = newer;
      newer = new IdentitySet();
    }
  }

  /** Forgets all. */
  void clear() {
    newer = new IdentitySet();
    older = new IdentitySet();
  }
}
