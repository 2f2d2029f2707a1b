package dev.ringwatch.kit.generate;

/**
 * The time that a world covers.
 *
 * @param startMillis first millisecond, since 1970
 * @param endMillis first millisecond after it, since 1970
 */
record Period(long startMillis, long endMillis) {

  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  static Period of(Volume volume) {
    long start = volume.start().toEpochMilli();
    return new Period(start, start + volume.days() * DAY);
  }

  long length() {
    return endMillis - startMillis;
  }

  int days() {
    return (int) (length() / DAY);
  }

  /**
   * The same moment when it lies within the period, otherwise mirrored at the edge that it passed.
   */
  long folded(long atMillis) {
    if (atMillis < startMillis) {
      return startMillis + (startMillis - atMillis) % length();
    }
    return atMillis < endMillis ? atMillis : endMillis - 1 - (atMillis - endMillis) % length();
  }

  /** A uniformly drawn moment. */
  long anyMoment(Dice dice) {
    return startMillis + dice.millis(length());
  }

  /** The hour of the day, 0 to 23, where clocks are so many hours ahead of UTC. */
  static int localHour(long atMillis, int utcOffsetHours) {
    return (int) Math.floorMod(Math.floorDiv(atMillis, HOUR) + utcOffsetHours, 24L);
  }

  /** Whether it is Saturday or Sunday where clocks are so many hours ahead of UTC. */
  static boolean weekend(long atMillis, int utcOffsetHours) {
    long day = Math.floorDiv(atMillis + utcOffsetHours * HOUR, DAY);
    return Math.floorMod(day + 3, 7L) >= 5;
  }
}
