package dev.ringwatch.kit.generate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gives everybody habits, whatever part they play. */
final class Upbringing {

  private static final double AUTOMATED = 0.004;
  private static final double PAUSE_MILLIS = 9_000;
  private static final double SESSION_SIZE = 6;

  private final Map<Country, List<Rhythm>> rhythms = new EnumMap<>(Country.class);
  private final Dice dice;

  Upbringing(Ground ground, Dice dice) {
    for (Country country : Country.values()) {
      rhythms.put(country, Rhythm.all(ground.period(), country));
    }
    this.dice = dice;
  }

  Person.Habits habits(Draft draft) {
    List<Rhythm> choices = rhythms.getOrDefault(draft.country, List.of());
    Rhythm rhythm = choices.get(dice.below(choices.size()));
    return new Person.Habits(rhythm, Taste.any(dice), Taste.any(dice), draft.community, pace());
  }

  private Person.Pace pace() {
    boolean automated = dice.chance(AUTOMATED);
    double pause =
        automated ? dice.between(5_000, 60_000) : PAUSE_MILLIS * LogNormal.MODERATE.factor(dice);
    double size = Math.clamp(SESSION_SIZE * LogNormal.MODERATE.factor(dice), 2, 60);
    return new Person.Pace((float) pause, (float) size, automated);
  }
}
