package dev.ringwatch.kit.generate;

import java.util.List;

/** When accounts were opened: long ago mostly, some lately; a quarter of the rings in bulk. */
final class Registry {

  private static final double NEW_SHARE = 0.08;
  private static final double BULK_SHARE = 0.25;
  private static final double NEW_DAYS = 30;
  private static final double MEDIAN_DAYS = 600;
  private static final double OLDEST_DAYS = 4200;

  private final long startMillis;
  private final Dice dice;

  Registry(Period period, Dice dice) {
    this.startMillis = period.startMillis();
    this.dice = dice;
  }

  void register(Draft[] drafts, List<Casting.Part> parts) {
    for (Draft draft : drafts) {
      draft.createdAtMillis = startMillis - age();
    }
    for (Casting.Part part : parts) {
      if (part.kind().ring() && dice.chance(BULK_SHARE)) {
        registerInBulk(drafts, part.members());
      }
    }
  }

  private void registerInBulk(Draft[] drafts, List<Integer> members) {
    double aroundDays = dice.uniform(6, 90);
    for (int index : members) {
      double days = aroundDays + dice.uniform(-3, 3);
      drafts[index].createdAtMillis = startMillis - (long) (days * Period.DAY);
    }
  }

  private long age() {
    double days =
        dice.chance(NEW_SHARE)
            ? dice.uniform(0.02, NEW_DAYS)
            : Math.clamp(MEDIAN_DAYS * LogNormal.AGES.factor(dice), NEW_DAYS, OLDEST_DAYS);
    return (long) (days * Period.DAY) + dice.millis(Period.HOUR);
  }
}
