package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables of keys and the accounts in them, filled event by event, for tests. */
final class GraphTables {

  private final LinkGraph.Builder builder;
  private final Map<AccountId, Integer> numbers = new HashMap<>();
  private final List<KeyUsages> statics = new ArrayList<>();
  private final CoActionUsages coActions;
  private final Occasions occasions = new Occasions(Integer.MAX_VALUE);

  GraphTables(RingConfig config) {
    builder = LinkGraph.builder(config);
    coActions = new CoActionUsages(config);
    LinkKeys.STATIC.forEach(kind -> statics.add(new KeyUsages(kind)));
  }

  private int number(Event event) {
    return numbers.computeIfAbsent(event.account(), opened -> numbers.size());
  }

  /** Counts the event for its account and its static keys. */
  void use(Event event) {
    builder.account(number(event), event.account(), 1, event.target() == null ? 0 : 1);
    EventKeys keys = EventKeys.of(event);
    for (KeyUsages table : statics) {
      String value = LinkKeys.value(table.kind(), event);
      if (value != null) {
        int key = table.find(keys.valueHash(table.kind()));
        table.at(key < 0 ? table.open(value) : key).use(number(event), keys);
      }
    }
  }

  /** Counts the event for its target. */
  void act(Event event) {
    if (event.target() != null) {
      EventKeys keys = EventKeys.of(event);
      int found = coActions.find(keys.valueHash(LinkKeyKind.CO_ACTION));
      int key = found < 0 ? coActions.open(event) : found;
      coActions
          .at(key)
          .act(
              number(event),
              keys.epochMillis(),
              (earlier, later, millis, gap) -> occasions.add(key, earlier, later, millis, gap));
    }
  }

  LinkGraph graph() {
    statics.forEach(builder::keys);
    return builder.coActions(List.of(coActions), occasions).build();
  }
}
