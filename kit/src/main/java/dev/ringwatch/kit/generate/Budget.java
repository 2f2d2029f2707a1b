package dev.ringwatch.kit.generate;

import java.util.List;

/** Plans how many ordinary events every account has, so that the total is met. */
final class Budget {

  private static final int LEAST_HISTORY = 12;
  private static final double LARGEST_WEIGHT = 130;
  private static final double MEAN_WEIGHT = 2.33;
  private static final double BUSIEST_DAY = 1000;

  private final GeneratorConfig config;
  private final Population population;
  private final Script script;
  private final Dice dice;
  private final double largestWeight;
  private final int[] ordinary;

  Budget(GeneratorConfig config, Population population, Script script, Dice dice) {
    this.config = config;
    this.population = population;
    this.script = script;
    this.dice = dice;
    Volume volume = config.volume();
    double meanOfDay = (double) volume.events() / volume.accounts() / volume.days();
    this.largestWeight = Math.min(LARGEST_WEIGHT, MEAN_WEIGHT * BUSIEST_DAY / meanOfDay);
    this.ordinary = new int[population.people().size()];
  }

  /** Ordinary events, by account number. */
  int[] plan(List<Casting.Part> parts) {
    long left = config.volume().events() - script.size();
    for (Casting.Part part : parts) {
      for (int index : part.members()) {
        ordinary[index] = camouflage(part.kind(), population.person(index));
        left -= ordinary[index];
      }
    }
    int innocents = population.innocents().size();
    if (left < 2L * innocents) {
      throw new IllegalArgumentException(
          "too few events (" + config.volume().events() + ") for the traps and abuse asked for");
    }
    spread(left - innocents);
    return ordinary;
  }

  private int camouflage(AbuseKind kind, Person person) {
    double share = config.abuse().camouflage();
    int exact = (int) Math.round(script.count(person) * share / (1 - share));
    int history = Math.max(LEAST_HISTORY, (int) (weight() * 8 * config.volume().intensity()));
    return switch (kind) {
      case TAKEOVER -> history;
      case SCRAPER -> Math.min(exact, history);
      default -> exact;
    };
  }

  private double weight() {
    return Math.min(largestWeight, LogNormal.ACTIVITY.factor(dice));
  }

  /** One event each, and the rest by weight; rounding errors carry over, so that none gets lost. */
  private void spread(long events) {
    List<Integer> innocents = population.innocents();
    double[] passed = new double[innocents.size() + 1];
    for (int i = 0; i < innocents.size(); i++) {
      passed[i + 1] = passed[i] + weight();
    }
    double scale = events / passed[innocents.size()];
    for (int i = 0; i < innocents.size(); i++) {
      long share = Math.round(passed[i + 1] * scale) - Math.round(passed[i] * scale);
      ordinary[innocents.get(i)] = 1 + (int) share;
    }
  }
}
