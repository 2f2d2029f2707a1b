package dev.ringwatch.kit.generate;

/** Finds out where and with what somebody would act at a moment. Immutable. */
final class Whereabouts {

  private static final double SECOND_DEVICE = 0.3;

  private final int poolWidth;

  Whereabouts(Ground ground) {
    poolWidth = ground.poolWidth();
  }

  Setting at(Person person, long atMillis, Dice dice) {
    Person.Gear gear = person.gear();
    int network = network(person.places(), atMillis, dice);
    boolean atHome = network == person.places().home();
    boolean second = atHome && gear.second() != gear.main() && dice.chance(SECOND_DEVICE);
    int device = second ? gear.second() : mainDevice(gear, atMillis, dice);
    return new Setting(network, device, gear.card());
  }

  /** The device that somebody uses most at a moment. */
  static int mainDevice(Person.Gear gear, long atMillis, Dice dice) {
    int device = atMillis < gear.replacedAtMillis() ? gear.main() : gear.replacement();
    return device == Devices.FORGETFUL ? Devices.passing(dice) : device;
  }

  private int network(Person.Places places, long atMillis, Dice dice) {
    int offset = places.country().utcOffsetHours();
    int hour = Period.localHour(atMillis, offset);
    Away away = places.away();
    if (dice.chance(away.share(hour, Period.weekend(atMillis, offset)))) {
      return away.network();
    }
    if (places.home() == Person.Places.MOBILE || dice.chance(places.roaming())) {
      return places.pool() + dice.below(poolWidth);
    }
    return places.home();
  }
}
