package dev.ringwatch.kit.generate;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Small worlds for the generator's tests, and what the events of a world show. */
final class Worlds {

  private Worlds() {}

  /** Four thousand accounts and eighty thousand events. */
  static GeneratorConfig small(TrapLevel traps, double camouflage) {
    return GeneratorConfig.ofDefaults()
        .withVolume(Volume.ofDefaults().of(4_000, 80_000))
        .withTraps(traps)
        .withAbuse(AbuseConfig.ofDefaults().withCamouflage(camouflage));
  }

  static List<Event> events(GeneratedDay day) {
    List<Event> events = new ArrayList<>();
    day.forEach(events::add);
    return events;
  }

  static Map<AccountId, List<Event>> byAccount(List<Event> events) {
    Map<AccountId, List<Event>> result = new HashMap<>();
    events.forEach(
        event -> result.computeIfAbsent(event.account(), id -> new ArrayList<>()).add(event));
    return result;
  }

  /** For every value that events have, the accounts that have it. */
  static Map<String, Set<AccountId>> users(
      Collection<Event> events, Function<Event, @Nullable String> value) {
    Map<String, Set<AccountId>> result = new HashMap<>();
    for (Event event : events) {
      String found = value.apply(event);
      if (found != null) {
        result.computeIfAbsent(found, key -> new HashSet<>()).add(event.account());
      }
    }
    return result;
  }

  /** The events of the members of a ring, in the order of time. */
  static List<Event> eventsOf(PlantedRing ring, List<Event> events) {
    Set<AccountId> members = new HashSet<>(ring.members());
    return events.stream().filter(event -> members.contains(event.account())).toList();
  }
}
