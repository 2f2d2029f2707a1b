package dev.ringwatch.app.health;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Since when parts are in the state that they are in. Safe for threads. */
final class StateTimes {

  private final Map<String, Since> known = new HashMap<>();

  private record Since(State state, Instant time) {}

  /** Notes how parts are now, and says since when. */
  synchronized List<SeenHealth> note(List<ComponentHealth> parts, Instant now) {
    return parts.stream()
        .map(part -> {
          Since before = known.get(part.name());
          if (before == null || before.state() != part.state()) {
            before = new Since(part.state(), now);
            known.put(part.name(), before);
          }
          return new SeenHealth(part, before.time());
        })
        .toList();
  }
}
