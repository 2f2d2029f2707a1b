package dev.ringwatch.app.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run read, did and found, in numbers.
 *
 * @param run with what, when and how long
 * @param intake what was read, and what of it was not used
 * @param accounts how many accounts are how risky
 * @param rings how many accounts work together
 * @param quality how well the scores rank known accounts; empty without labels
 */
public record Summary(
    Run run, Intake intake, Accounts accounts, Rings rings, Optional<Quality> quality) {

  /**
   * With what, when and how long.
   *
   * @param versions what took part and in which version, in the order to be shown; {@code
   *     ringwatch} is one of them
   * @param configuration what moves scores
   * @param model where the anomaly model is from
   * @param startedAt when the run began
   * @param stages what it did, one after the other
   */
  public record Run(
      Map<String, String> versions,
      Configuration configuration,
      Model model,
      Instant startedAt,
      List<Stage> stages) {

    /** Checks that our own version is known, and copies. */
    public Run {
      if (!versions.containsKey("ringwatch")) {
        throw new IllegalArgumentException("the versions lack ringwatch: " + versions);
      }
      versions = ordered(versions);
      stages = List.copyOf(stages);
    }

    /** The sum of the stages. */
    public Duration took() {
      return stages.stream().map(Stage::took).reduce(Duration.ZERO, Duration::plus);
    }
  }

  /**
   * What moves scores.
   *
   * @param seed the seed of the model and of every sample
   * @param mediumFrom the score at which the medium band begins
   * @param highFrom the score at which the high band begins, above {@code mediumFrom}
   */
  public record Configuration(long seed, double mediumFrom, double highFrom) {

    /** Checks the order of the bands. */
    public Configuration {
      if (!(mediumFrom > 0 && mediumFrom < highFrom && highFrom <= 100)) {
        throw new IllegalArgumentException(
            "bands need 0 < mediumFrom < highFrom <= 100, not " + mediumFrom + " and " + highFrom);
      }
    }
  }

  /**
   * Where the anomaly model is from.
   *
   * @param loaded whether it came from a file; otherwise it was trained on this log
   * @param trainedOn how many accounts it was trained on
   * @param seed the seed it was trained with
   */
  public record Model(boolean loaded, int trainedOn, long seed) {}

  /**
   * One part of the work.
   *
   * @param name what was done, in a word
   * @param took how long it took
   */
  public record Stage(String name, Duration took) {}

  /**
   * What was read.
   *
   * @param inputs the files, in the order in which they were named
   * @param events events that were used
   * @param duplicates events left out because they had been read already
   * @param rejected lines that were not used, by reason
   * @param period from the first event to the last; empty without events
   */
  public record Intake(
      List<Input> inputs,
      long events,
      long duplicates,
      Map<String, Long> rejected,
      Optional<Period> period) {

    /** Copies. */
    public Intake {
      inputs = List.copyOf(inputs);
      rejected = ordered(rejected);
    }

    /** Lines that were not used, for whatever reason. */
    public long rejectedLines() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * A file that was read.
   *
   * @param name its name, or {@code -} for standard input
   * @param events events read from it, duplicates included
   */
  public record Input(String name, long events) {}

  /**
   * A stretch of event time.
   *
   * @param from the first event
   * @param to the last event, not before {@code from}
   */
  public record Period(Instant from, Instant to) {

    /** Checks the order. */
    public Period {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "a period cannot end before it begins: " + from + ", " + to);
      }
    }
  }

  /**
   * How many accounts are how risky.
   *
   * @param low accounts in the low band
   * @param medium accounts in the medium band
   * @param high accounts in the high band
   * @param highRiskEvents events of the accounts in the high band
   */
  public record Accounts(long low, long medium, long high, long highRiskEvents) {

    /** Checks the counts. */
    public Accounts {
      if (Math.min(Math.min(low, medium), Math.min(high, highRiskEvents)) < 0) {
        throw new IllegalArgumentException(
            "counts are not negative: " + List.of(low, medium, high, highRiskEvents));
      }
    }

    /** All accounts. */
    public long total() {
      return low + medium + high;
    }
  }

  /**
   * How many accounts work together.
   *
   * @param count how many rings
   * @param accounts how many accounts are in one
   * @param edges how many pairs share more than chance explains, in rings or not
   */
  public record Rings(long count, long accounts, long edges) {}

  /**
   * How well the risk scores rank accounts whose nature is known.
   *
   * @param abusive accounts known to be abusive
   * @param benign accounts known to be benign
   * @param rocAuc the probability that an abusive account scores above a benign one, 0 to 1
   * @param averagePrecision the mean share of abusive accounts among those ranked no lower, over
   *     the abusive accounts, 0 to 1; guessing gives the share of abusive accounts
   * @param recallAtTwoPercent the share of abusive accounts found when 2 % of the benign ones are
   *     flagged too, 0 to 1
   */
  public record Quality(
      long abusive,
      long benign,
      double rocAuc,
      double averagePrecision,
      double recallAtTwoPercent) {

    /** Checks the ranges. */
    public Quality {
      requireShare("rocAuc", rocAuc);
      requireShare("averagePrecision", averagePrecision);
      requireShare("recallAtTwoPercent", recallAtTwoPercent);
    }

    private static void requireShare(String name, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(name + " must be 0 to 1, not " + value);
      }
    }
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
