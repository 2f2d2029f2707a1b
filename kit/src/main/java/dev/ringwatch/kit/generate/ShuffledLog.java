package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A log in which nobody acts together any more, though everybody is as busy as before, everything
 * as popular, and both at the same hours: what is still found in it is found by chance. Within
 * every action and hour either the times or the targets change places; accounts, devices, addresses
 * and payments stay.
 */
public final class ShuffledLog {

  /** What changes places. */
  public enum What {
    /** The events' times: who acts on what stays, when within the hour does not. */
    TIMES,
    /** The events' targets, with their owners: who acts when stays, on what does not. */
    TARGETS
  }

  private static final long MINUTES_PER_HOUR = 60;

  private ShuffledLog() {}

  /**
   * The shuffled log, in the order of time; the same for the same seed. An event whose action names
   * no target changes places, by its target, only among its like. O(events log events).
   */
  public static List<Event> of(List<Event> events, What what, long seed) {
    Map<String, List<Event>> groups = new TreeMap<>();
    for (Event event : events) {
      long hour = Math.floorDiv(Tick.of(event.timestamp()).epochMinute(), MINUTES_PER_HOUR);
      String group = event.action() + '\t' + (event.target() != null) + '\t' + hour;
      groups.computeIfAbsent(group, none -> new ArrayList<>()).add(event);
    }
    var random = new Random(seed);
    List<Event> shuffled = new ArrayList<>(events.size());
    for (List<Event> group : groups.values()) {
      int[] from = permutation(group.size(), random);
      for (int i = 0; i < from.length; i++) {
        Event own = group.get(i);
        Event other = group.get(from[i]);
        shuffled.add(what == What.TIMES ? merged(own, other, own) : merged(own, own, other));
      }
    }
    shuffled.sort(
        Comparator.comparing(Event::timestamp)
            .thenComparing(Event::account)
            .thenComparing(Event::id));
    return shuffled;
  }

  private static int[] permutation(int size, Random random) {
    var order = new int[size];
    for (int i = 0; i < size; i++) {
      int swap = random.nextInt(i + 1);
      order[i] = order[swap];
      order[swap] = i;
    }
    return order;
  }

  /** An event with the time of a second one and the target of a third. */
  private static Event merged(Event event, Event time, Event target) {
    return Event.builder(event.account(), event.action(), time.timestamp())
        .id(event.id())
        .ip(event.ip())
        .device(event.device())
        .session(event.session())
        .target(target.target())
        .targetOwner(target.targetOwner())
        .outcome(event.outcome())
        .enforced(event.enforced())
        .payment(event.payment())
        .userAgent(event.userAgent())
        .country(event.country())
        .accountCreatedAt(event.accountCreatedAt())
        .source(event.source())
        .attributes(event.attributes())
        .build();
  }
}
