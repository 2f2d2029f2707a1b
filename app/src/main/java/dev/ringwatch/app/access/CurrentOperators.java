package dev.ringwatch.app.access;

import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Operators;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for a while what the database says of operators, so that not every request asks it.
 * What is changed on the host, such as a role, shows after that while. Safe for threads.
 */
public final class CurrentOperators {

  /** How long an operator is taken for what they were. */
  public static final Duration MEMORY = CachedCallers.MEMORY;

  private static final int MAX_OPERATORS = 10_000;

  private final Operators source;
  private final LongSupplier nanoClock;
  private final ConcurrentHashMap<Long, Known> known = new ConcurrentHashMap<>();

  /**
   * Asks the database at most once in a while for each operator.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  public CurrentOperators(Operators source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
  }

  private record Known(Optional<Operator> operator, long sinceNanos) {}

  /**
   * The operator of a number, if they are let in at all.
   *
   * @throws LogUnavailableException if the database does not answer
   */
  public Optional<Operator> find(long id) {
    long now = nanoClock.getAsLong();
    Known before = known.get(id);
    if (before != null && now - before.sinceNanos() < MEMORY.toNanos()) {
      return before.operator();
    }
    try {
      Optional<Operator> found = source.find(id).filter(Operator::isEnabled);
      if (known.size() >= MAX_OPERATORS) {
        known.clear();
      }
      known.put(id, new Known(found, now));
      return found;
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** Asks the database anew the next time. */
  public void forget(long id) {
    known.remove(id);
  }
}
