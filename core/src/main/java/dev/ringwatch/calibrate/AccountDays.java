package dev.ringwatch.calibrate;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.StableHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The scores of accounts by day, where only the highest of a day counts: it is what opens an
 * incident, so that scoring an account more often makes no more false positives.
 *
 * <p>Days of one account are alike, and a binomial bound needs accounts that are independent of one
 * another; so of each account one day is drawn. Not thread-safe. Memory: some 100 bytes per account
 * and day.
 */
public final class AccountDays {

  private final long seed;
  private final Map<Long, Map<AccountId, Double>> days = new TreeMap<>();

  /**
   * A day of an account.
   *
   * @param epochDay days since 1970-01-01
   * @param score the highest of the day
   */
  public record Drawn(long epochDay, double score) {}

  /** Without scores; the seed is of the days that are drawn. */
  public AccountDays(long seed) {
    this.seed = seed;
  }

  /** Takes a score; in any order, as often as there are scores. */
  public void add(AccountId account, long epochDay, double score) {
    Share.requireScore(score);
    days.computeIfAbsent(epochDay, day -> new HashMap<>()).merge(account, score, Math::max);
  }

  /** The highest scores of all accounts, an array for each day, the first day first. */
  public List<double[]> scores() {
    List<double[]> scores = new ArrayList<>();
    days.values()
        .forEach(
            day -> scores.add(day.values().stream().mapToDouble(Double::doubleValue).toArray()));
    return List.copyOf(scores);
  }

  /** The days on which somebody scored, the first first. */
  public List<Long> days() {
    return List.copyOf(days.keySet());
  }

  /**
   * One of an account's days, the one with the smallest hash of account, day and seed: the same
   * whatever the order in which scores came. O(days).
   *
   * @return empty if it has no score
   */
  public Optional<Drawn> drawn(AccountId account) {
    Drawn drawn = null;
    long least = 0;
    for (Map.Entry<Long, Map<AccountId, Double>> day : days.entrySet()) {
      Double score = day.getValue().get(account);
      if (score != null) {
        long hash = StableHash.of(account.value(), StableHash.mix(seed + day.getKey()));
        if (drawn == null || hash < least) {
          least = hash;
          drawn = new Drawn(day.getKey(), score);
        }
      }
    }
    return Optional.ofNullable(drawn);
  }
}
