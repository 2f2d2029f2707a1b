package dev.ringwatch.postgres.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts time, from the newest to the oldest, into what a search looks through at a time. What is
 * frequent is found in the first slice. What is not, and an index knows, is looked for in as much
 * as can be at once, because each look at an index reads all of it; and where that holds more than
 * anybody asked for, in a smaller slice. What no index knows is looked for in slices that grow.
 * Used by one thread.
 */
final class Slices {

  /** A guess from few events is not trusted further than this where no index knows the value. */
  private static final int MAX_GROWTH = 16;

  /** 20 million events by default: what can be read whole, if need be, in half the timeout. */
  private static final int MOST_FIRST_SLICES = 400;

  /** How much smaller the next slice is after one that held too much. */
  private static final int SHRINKING = 8;

  /** How much larger slices may become again with each that did not. */
  private static final int GROWING = 4;

  /** How many events more than are wanted a leap may hold. */
  static final int LEAP_MORE = 150;

  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final Days days;
  private final int firstSlice;
  private final boolean indexed;
  private double most;
  private double lookedThrough;
  private int foundInAll;

  /**
   * A part of time.
   *
   * @param begin its first moment; null for the beginning of time
   * @param end the place that all of it is before; null for the end of time
   * @param events about how many events there are in it
   * @param isLeap whether it is larger than what can be read whole, because an index is to leave
   *     out nearly all of it
   */
  record Slice(
      @Nullable Instant begin, @Nullable EventPosition end, double events, boolean isLeap) {}

  /**
   * Slices of all time.
   *
   * @param indexed whether an index knows where the values are that are asked for
   * @param firstSlice about how many events to look through first
   */
  Slices(Days days, boolean indexed, int firstSlice) {
    this.days = days;
    this.indexed = indexed;
    this.firstSlice = firstSlice;
    this.most = (double) MOST_FIRST_SLICES * firstSlice;
  }

  /**
   * The first slice.
   *
   * @param known what is known of the events that are asked for
   * @param wanted how many are
   */
  Slice first(@Nullable EventPosition end, Optional<AccountSpan> known, int wanted) {
    if (known.isEmpty()) {
      return read(end, end, firstSlice);
    }
    if (known.get().events() < wanted) {
      return leap(end, most);
    }
    EventPosition last = EventPosition.before(known.get().last().plus(A_MOMENT));
    return read(end, end == null ? last : last.earlier(end), firstSlice);
  }

  /** One that is read whole, from so many events before a place on. */
  private Slice read(@Nullable EventPosition end, @Nullable EventPosition place, double events) {
    return new Slice(days.begin(place, events).orElse(null), end, events, false);
  }

  private Slice leap(@Nullable EventPosition end, double events) {
    Instant begin = days.begin(end, events).orElse(null);
    return new Slice(begin, end, Math.min(events, days.between(begin, end)), true);
  }

  /**
   * The slice before one that was looked through.
   *
   * @param begin where that began
   * @param found how many events were found in it
   * @param missing how many are still wanted
   */
  Slice before(Slice done, Instant begin, int found, int missing) {
    lookedThrough += done.events();
    foundInAll += found;
    EventPosition end = EventPosition.before(begin);
    double enough = indexed ? likely(done, found, missing) : careful(missing);
    double next = Math.clamp(enough, firstSlice, most);
    most = Math.min(GROWING * most, (double) MOST_FIRST_SLICES * firstSlice);
    return indexed && next > firstSlice ? leap(end, next) : read(end, end, next);
  }

  /**
   * As much as holds what is missing and half of what a leap may hold besides, at the last slice's
   * rate: events of one value come in bursts, so that an earlier one's says little.
   */
  private static double likely(Slice done, int found, int missing) {
    return done.events() * (missing + LEAP_MORE / 2.0) / (found + 1);
  }

  /** As much as holds twice what is missing, at the rate of all slices. */
  private double careful(int missing) {
    double enough = 2 * (lookedThrough / (foundInAll + 1)) * missing;
    return Math.min(enough, MAX_GROWTH * lookedThrough);
  }

  /** The newest part of one that holds too much. */
  Slice newestOf(Slice dense) {
    most = Math.max(firstSlice, dense.events() / SHRINKING);
    return most > firstSlice ? leap(dense.end(), most) : read(dense.end(), dense.end(), firstSlice);
  }
}
