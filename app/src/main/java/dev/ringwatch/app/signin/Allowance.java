package dev.ringwatch.app.signin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many attempts at once for each key, and one more after each while. Remembers a bounded number
 * of keys; the one that was not used for longest is forgotten, which gives it its attempts back.
 * Safe for threads.
 */
final class Allowance {

  private static final int MAX_KEYS = 50_000;

  private final int atOnce;
  private final long whileNanos;
  private final LongSupplier nanoClock;

  /** For each key the time at which all its attempts are back. Guarded by this. */
  private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true);

  Allowance(int atOnce, Duration whileNext, LongSupplier nanoClock) {
    this.atOnce = atOnce;
    this.whileNanos = whileNext.toNanos();
    this.nanoClock = nanoClock;
  }

  /** Takes an attempt, if there is one. */
  synchronized boolean take(String key) {
    long now = nanoClock.getAsLong();
    long next = fullAt(key, now) + whileNanos;
    if (next - now > atOnce * whileNanos) {
      return false;
    }
    full.put(key, next);
    if (full.size() > MAX_KEYS) {
      full.remove(full.keySet().iterator().next());
    }
    return true;
  }

  /** Gives an attempt back. */
  synchronized void giveBack(String key) {
    long now = nanoClock.getAsLong();
    long before = fullAt(key, now) - whileNanos;
    if (before - now <= 0) {
      full.remove(key);
    } else {
      full.put(key, before);
    }
  }

  private long fullAt(String key, long now) {
    Long at = full.get(key);
    return at == null || at - now < 0 ? now : at;
  }

  synchronized int size() {
    return full.size();
  }
}
