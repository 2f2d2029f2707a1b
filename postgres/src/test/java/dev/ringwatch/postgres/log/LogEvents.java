package dev.ringwatch.postgres.log;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Events with nothing to them but who they are. */
final class LogEvents {

  private static final Instant WHEN = Instant.parse("2026-01-05T10:00:00Z");

  private LogEvents() {}

  static List<Event> named(String... ids) {
    return Stream.of(ids)
        .map(id -> Event.builder(new AccountId("account-" + id), "login", WHEN).id(id).build())
        .toList();
  }
}
