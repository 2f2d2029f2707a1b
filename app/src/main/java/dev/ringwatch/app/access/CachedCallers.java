package dev.ringwatch.app.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for a while whose a key is, so that not every request asks the database. A key that is
 * revoked is let in for that while yet. Safe for threads.
 */
public final class CachedCallers implements CallerDirectory {

  /** How long a key is taken for what it was. */
  public static final Duration MEMORY = Duration.ofSeconds(10);

  private static final int MAX_KEYS = 1_000;

  private final CallerDirectory source;
  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  /**
   * Asks a directory at most once in a while for each key that it knows.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  public CachedCallers(CallerDirectory source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
  }

  private record Known(ApiCaller caller, long sinceNanos) {}

  @Override
  public Optional<ApiCaller> find(String secret) {
    long now = nanoClock.getAsLong();
    Known before = known.get(secret);
    if (before != null && now - before.sinceNanos() < MEMORY.toNanos()) {
      return Optional.of(before.caller());
    }
    Optional<ApiCaller> found = source.find(secret);
    if (known.size() >= MAX_KEYS) {
      known.clear();
    }
    found.ifPresentOrElse(
        caller -> known.put(secret, new Known(caller, now)), () -> known.remove(secret));
    return found;
  }

  /** How many keys it remembers. */
  int size() {
    return known.size();
  }
}
