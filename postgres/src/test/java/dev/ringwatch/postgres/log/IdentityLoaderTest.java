package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.WaitFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdentityLoaderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant TIME = Instant.parse("2026-01-05T10:00:00Z");
  private static final long HOUR = EncodedEvents.hour(TIME);
  private static final long SECRET = 17;

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();

  @Test
  void readsTheNewestHoursBackOnlyOnceItIsTold() throws Exception {
    DATABASE.empty();
    List<Event> events =
        IntStream.range(0, 100)
            .mapToObj(i -> Event.builder(new AccountId("a"), "login", TIME).id("e" + i).build())
            .toList();
    try (PostgresEventLog log = DATABASE.open(EventLogConfig.ofDefaults())) {
      log.append(events);
    }
    KnownIdentities known = new KnownIdentities(1_000_000, hour -> false);
    IdentityLoader loader = new IdentityLoader(DATABASE.dataSource(), SECRET, 24);
    loader.learn(known, List.of(HOUR + 1, HOUR));
    Thread loading = Thread.ofPlatform().start(loader);
    try {
      WaitFor.condition(PATIENCE, loader::isIdle);
      assertThat(known.isComplete(HOUR)).isFalse();
      loader.wantNewest();
      WaitFor.condition(PATIENCE, loader::isIdle);
      assertThat(known.isComplete(HOUR)).isTrue();
      assertThat(events)
          .allMatch(event ->
              known.mayHold(
                  HOUR,
                  EncodedEvents.hash(EventColumns.micros(event.timestamp()), event.id(), SECRET)));
      loader.learn(known, List.of(HOUR + 2));
      WaitFor.condition(PATIENCE, loader::isIdle);
      assertThat(known.isComplete(HOUR + 2)).as("told once, it knows when it begins anew").isTrue();
    } finally {
      loader.close();
      loading.join();
    }
  }
}
