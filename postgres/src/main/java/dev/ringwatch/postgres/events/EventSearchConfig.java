package dev.ringwatch.postgres.events;

import java.time.Duration;

/**
 * How much a search may take.
 *
 * @param firstSlice about how many events are looked through first
 * @param budget after which time a page is answered that is not full
 * @param emptyBudget after which time a page is answered that has nothing on it
 * @param timeout after which time one question to the database is given up
 * @param atOnce how many searches run at a time
 * @param patience how long one waits for its turn
 */
public record EventSearchConfig(
    int firstSlice,
    Duration budget,
    Duration emptyBudget,
    Duration timeout,
    int atOnce,
    Duration patience) {

  /** Checks that there is something to search with. */
  public EventSearchConfig {
    if (firstSlice < 1 || atOnce < 1) {
      throw new IllegalArgumentException(
          "firstSlice and atOnce must be at least 1, not " + firstSlice + " and " + atOnce);
    }
    if (emptyBudget.compareTo(budget) < 0) {
      throw new IllegalArgumentException(
          "emptyBudget must be at least the budget of " + budget + ", not " + emptyBudget);
    }
    if (budget.isNegative() || timeout.toMillis() < 1 || patience.isNegative()) {
      throw new IllegalArgumentException(
          "times must be positive, not " + budget + ", " + timeout + ", " + patience);
    }
  }

  /**
   * For a server that takes events in on two cores: 50,000 events are read in about 10 ms, and a
   * search takes one connection of the pool, and one core.
   */
  public static EventSearchConfig ofDefaults() {
    Duration budget = Duration.ofSeconds(1);
    return new EventSearchConfig(
        50_000, budget, budget, Duration.ofSeconds(5), 2, Duration.ofSeconds(2));
  }
}
