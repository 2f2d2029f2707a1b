package dev.ringwatch.app.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {

  private record Noted(long epochMillis, long account, List<Integer> keys) {}

  private static Event event(Random random, int i) {
    return Event.builder(
            new AccountId("account-" + random.nextInt(50)),
            "act-" + random.nextInt(3),
            Instant.ofEpochMilli(1_700_000_000_000L + i))
        .ip(random.nextBoolean() ? "2001:db8::" + i : null)
        .device(random.nextBoolean() ? "d" + i : null)
        .session(random.nextBoolean() ? "s" + i : null)
        .payment(random.nextBoolean() ? "p" + i : null)
        .userAgent(random.nextBoolean() ? "u" + i : null)
        .target(random.nextBoolean() ? "t" + i : null)
        .build();
  }

  private static Noted noted(Event event) {
    List<Integer> keys = new ArrayList<>();
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      @Nullable String value = LinkKeys.value(kind, event);
      keys.add(value == null ? 0 : Journal.hash(new LinkKey(kind, value)));
    }
    return new Noted(event.timestamp().toEpochMilli(), Journal.hash(event.account().value()), keys);
  }

  @ParameterizedTest(name = "{0} events, {1} chunks in memory")
  @CsvSource({"0,1", "1,0", "3000,256", "30000,2", "30000,0"})
  void givesBackWhatItTookInWhereverItWasKept(int count, int chunks) throws IOException {
    Random random = new Random(count + chunks);
    List<Noted> expected = new ArrayList<>();
    List<Noted> replayed = new ArrayList<>();
    try (Journal journal = new Journal(LinkKeys.STATIC, chunks)) {
      for (int i = 0; i < count; i++) {
        Event event = event(random, i);
        journal.add(event);
        expected.add(noted(event));
      }
      for (int turn = 0; turn < 2; turn++) {
        replayed.clear();
        journal.replay((millis, account, keys) ->
            replayed.add(new Noted(millis, account, Arrays.stream(keys).boxed().toList())));
        assertThat(replayed).isEqualTo(expected);
      }
      assertThat(journal.problem()).isNull();
    }
  }
}
