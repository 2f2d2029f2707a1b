package dev.ringwatch.bench.serve;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.kit.generate.GeneratedDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When each batch of a day is due, and how much there is of what a server remembers, hour by hour.
 * Found in one pass over the day, with all keys in memory meanwhile. Immutable.
 *
 * @param start the first moment of the day
 * @param due how long after it the last event of each batch happened
 * @param hours what there is at the end of each hour
 */
record DayPlan(Instant start, List<Duration> due, List<Contents> hours) {

  DayPlan {
    due = List.copyOf(due);
    hours = List.copyOf(hours);
  }

  /**
   * How much there is by some time.
   *
   * @param events how many happened
   * @param accounts how many different ones acted
   * @param keys how many different values link accounts, and how many actions on targets there were
   */
  record Contents(long events, long accounts, long keys) {

    long accountsAndKeys() {
      return accounts + keys;
    }
  }

  /** Looks through a day that is cut into batches of a size. */
  static DayPlan of(GeneratedDay day, Instant start, int batchSize) {
    Counting counting = new Counting(start, batchSize);
    day.forEach(counting::add);
    counting.finish();
    return new DayPlan(start, counting.due, counting.hours);
  }

  /** How many batches end within some hours. */
  int batchesWithin(int hoursOfDay) {
    return (int) due.stream().filter(one -> one.toHours() < hoursOfDay).count();
  }

  private static final class Counting {
    private static final List<LinkKeyKind> KINDS =
        Stream.concat(LinkKeys.ALWAYS.stream(), Stream.of(LinkKeyKind.CO_ACTION)).toList();

    private final Instant start;
    private final int batchSize;
    private final List<Duration> due = new ArrayList<>();
    private final List<Contents> hours = new ArrayList<>();
    private final Set<String> accounts = new HashSet<>();
    private final List<Set<String>> keys =
        KINDS.stream().<Set<String>>map(_ -> new HashSet<>()).toList();
    private long events;
    private Duration last = Duration.ZERO;

    Counting(Instant start, int batchSize) {
      this.start = start;
      this.batchSize = batchSize;
    }

    void add(Event event) {
      Duration time = Duration.between(start, event.timestamp());
      while (hours.size() < time.toHours()) {
        hours.add(contents());
      }
      last = time;
      accounts.add(event.account().value());
      for (int i = 0; i < KINDS.size(); i++) {
        String value = LinkKeys.value(KINDS.get(i), event);
        if (value != null) {
          keys.get(i).add(value);
        }
      }
      if (++events % batchSize == 0) {
        due.add(time);
      }
    }

    private Contents contents() {
      return new Contents(events, accounts.size(), keys.stream().mapToLong(Set::size).sum());
    }

    void finish() {
      if (events % batchSize != 0) {
        due.add(last);
      }
      hours.add(contents());
    }
  }
}
