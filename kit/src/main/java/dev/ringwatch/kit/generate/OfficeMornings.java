package dev.ringwatch.kit.generate;

import java.util.List;

/** At nine on working days most of an office logs in within a few minutes. */
final class OfficeMornings {

  private static final double ATTENDANCE = 0.8;
  private static final double MEDIAN_LATENESS_MILLIS = 2.5 * Period.MINUTE;
  private static final int NINE = 9;

  private final Production production;

  OfficeMornings(Production production) {
    this.production = production;
  }

  void attend(List<Integer> workers) {
    List<Person> people = production.population().persons(workers);
    Period period = production.ground().period();
    for (int day = 0; day < period.days() && !people.isEmpty(); day++) {
      int offset = people.getFirst().places().country().utcOffsetHours();
      long nine =
          period.startMillis() + day * Period.DAY + Math.floorMod(NINE - offset, 24) * Period.HOUR;
      if (!Period.weekend(nine, offset)) {
        people.forEach(person -> arrive(person, nine));
      }
    }
  }

  private void arrive(Person person, long nineMillis) {
    Dice dice = production.dice();
    double sparse =
        4 * production.config().volume().intensity() / production.ground().period().days();
    if (!dice.chance(ATTENDANCE * Math.min(1, sparse))) {
      return;
    }
    long late = (long) (MEDIAN_LATENESS_MILLIS * LogNormal.MODERATE.factor(dice));
    long at = nineMillis - Period.MINUTE + late;
    Person.Gear gear = person.gear();
    int device = Whereabouts.mainDevice(gear, at, dice);
    Setting setting = new Setting(person.places().away().network(), device, gear.card());
    production.script().addInnocent(at, person, setting, Deed.of(Action.LOGIN, dice));
    if (dice.chance(0.4)) {
      Deed first = new Impulses(production.ground()).next(person, dice);
      long then = at + 2_000 + dice.millis(Period.MINUTE);
      production.script().addInnocent(then, person, setting, first);
    }
  }
}
