package dev.ringwatch.postgres.results;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All accounts that have a score, counted in groups.
 *
 * @param byScore how many there are in each part of the scale, which is divided evenly; the lowest
 *     first
 * @param cohorts the same by age, in the order of {@link AgeCohort}
 * @param enforced how many the platform acted against, by what people decided since: all but {@link
 *     Enforcement#ANY}
 */
public record AccountGroups(
    List<Long> byScore, List<Cohort> cohorts, Map<Enforcement, Long> enforced) {

  /** Into how many parts the scale of risk is divided. */
  public static final int BINS = 20;

  /** How many points of risk each part has. */
  public static final double BIN_WIDTH = 100.0 / BINS;

  /** Copies the groups. */
  public AccountGroups {
    byScore = List.copyOf(byScore);
    cohorts = List.copyOf(cohorts);
    enforced = Map.copyOf(enforced);
  }

  /**
   * Accounts of an age.
   *
   * @param age how old they are
   * @param accounts how many there are
   * @param flagged how many of them score as much as an incident takes, or more
   * @param riskSum the sum of their risk scores
   * @param enforced how many of them the platform acted against
   */
  public record Cohort(AgeCohort age, long accounts, long flagged, double riskSum, long enforced) {

    Cohort plus(Cohort more) {
      return new Cohort(
          age,
          accounts + more.accounts,
          flagged + more.flagged,
          riskSum + more.riskSum,
          enforced + more.enforced);
    }
  }

  /** How many accounts there are. */
  public long accounts() {
    return byScore.stream().mapToLong(Long::longValue).sum();
  }

  /** Adds up rows that each are of one age and one part of the scale. */
  static final class Sum {

    private final long[] byScore = new long[BINS];
    private final Map<AgeCohort, Cohort> cohorts = new EnumMap<>(AgeCohort.class);

    Sum() {
      for (AgeCohort age : AgeCohort.values()) {
        cohorts.put(age, new Cohort(age, 0, 0, 0, 0));
      }
    }

    void add(int bin, Cohort part) {
      byScore[bin] += part.accounts;
      cohorts.merge(part.age, part, Cohort::plus);
    }

    long enforced() {
      return cohorts.values().stream().mapToLong(Cohort::enforced).sum();
    }

    AccountGroups done(Map<Enforcement, Long> decided) {
      Map<Enforcement, Long> all = new EnumMap<>(decided);
      long sum = decided.values().stream().mapToLong(Long::longValue).sum();
      all.put(Enforcement.OPEN, Math.max(0, enforced() - sum));
      return new AccountGroups(
          Arrays.stream(byScore).boxed().toList(), List.copyOf(cohorts.values()), all);
    }
  }
}
