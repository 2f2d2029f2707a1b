package dev.ringwatch.postgres.events;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many events there are of a kind, and of how many accounts, counted up to a bound.
 *
 * @param events how many there are, or were counted
 * @param accounts how many accounts these are of
 * @param more whether there are more than were counted
 * @param first when the first of those that were counted was; empty without any
 * @param last when the last of them was
 * @param since from when on it was counted, where no index knows the kind and there is too much
 *     before; null if all of the time that was asked for was looked through
 */
public record EventCount(
    long events,
    long accounts,
    boolean more,
    Optional<Instant> first,
    Optional<Instant> last,
    @Nullable Instant since) {

  /** Whether all events that were asked for are counted. */
  public boolean isWhole() {
    return !more && since == null;
  }
}
