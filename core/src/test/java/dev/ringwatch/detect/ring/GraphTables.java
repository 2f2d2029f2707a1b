package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables of keys and the accounts in them, filled event by event, for tests. */
final class GraphTables {

  private final LinkGraph.Builder builder;
  private final List<LinkKeyKind> kinds;
  private final Map<AccountId, Integer> numbers = new HashMap<>();
  private final List<KeyUsages> statics = new ArrayList<>();
  private final CoActionUsages coActions;
  private final Occasions occasions = new Occasions(Integer.MAX_VALUE);

  GraphTables(RingConfig config) {
    builder = LinkGraph.builder(config);
    coActions = new CoActionUsages(config, 1);
    kinds = config.kindsWithRoom();
    kinds.forEach(kind -> statics.add(new KeyUsages(kind, kinds, 1)));
  }

  private int number(Event event) {
    return numbers.computeIfAbsent(event.account(), opened -> numbers.size());
  }

  /** Counts the event for its account and its static keys. */
  void use(Event event) {
    builder.account(number(event), event.account(), event.target() == null ? 0 : 1);
    EventKeys keys = EventKeys.of(event, kinds, HashKey.PUBLIC);
    for (KeyUsages table : statics) {
      String value = LinkKeys.value(table.kind(), event);
      if (value != null) {
        long hash = keys.valueHash(table.kind());
        int key = table.find(hash);
        table.at(key < 0 ? table.open(value, hash) : key).use(number(event), keys);
      }
    }
  }

  /** Counts the event for its target. */
  void act(Event event) {
    String value = LinkKeys.value(LinkKeyKind.CO_ACTION, event);
    if (value != null) {
      EventKeys keys = EventKeys.of(event);
      long hash = keys.valueHash(LinkKeyKind.CO_ACTION);
      int found = coActions.find(hash);
      int key = found < 0 ? coActions.open(value, hash) : found;
      coActions
          .at(key)
          .act(
              number(event),
              keys,
              (earlier, later, millis, gap) -> occasions.add(key, earlier, later, millis, gap));
    }
  }

  LinkGraph graph() {
    statics.forEach(builder::keys);
    return builder.coActions(List.of(coActions), occasions).build();
  }
}
