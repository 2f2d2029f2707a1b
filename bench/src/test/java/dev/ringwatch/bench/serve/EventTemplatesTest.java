package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.ingest.DecodeLimits;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTemplatesTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  private final GeneratedDay day = Days.before(NOW, 1_000, 8_000, 1);

  @Test
  void givesEveryEventItsIdAndItsTimeAndChangesNothingElse() throws Exception {
    List<Event> generated = new ArrayList<>();
    day.forEach(generated::add);
    EventTemplates templates = EventTemplates.of(day);
    Batch batch = new Batch();
    batch.begin(40, Batch.AT_ONCE);
    for (int i = 0; i < templates.size(); i++) {
      templates.addTo(batch, i, 40 + i, NOW.toEpochMilli());
    }

    List<Event> sent = decode(batch);

    assertThat(sent).hasSameSizeAs(generated);
    for (int i = 0; i < sent.size(); i++) {
      Event event = sent.get(i);
      assertThat(event.id()).isEqualTo(EventTemplates.id(40 + i));
      assertThat(EventTemplates.number(event.id())).isEqualTo(40 + i);
      assertThat(event.timestamp()).isEqualTo(NOW);
      assertThat(event.account()).isEqualTo(generated.get(i).account());
      assertThat(event.device()).isEqualTo(generated.get(i).device());
      assertThat(event.accountCreatedAt()).isEqualTo(generated.get(i).accountCreatedAt());
    }
  }

  private static List<Event> decode(Batch batch) throws Exception {
    List<Event> events = new ArrayList<>();
    DecodeOptions options =
        new DecodeOptions(Map.of(), NOW, Duration.ofMinutes(5), DecodeLimits.ofDefaults());
    new EventDecoder(options)
        .decode(
            new ByteArrayInputStream(batch.bytes(), 0, batch.length()),
            events::add,
            rejected -> {
              throw new AssertionError(rejected.reason());
            });
    return events;
  }
}
