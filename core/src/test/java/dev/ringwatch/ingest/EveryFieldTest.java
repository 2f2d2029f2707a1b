package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.EventVariations;
import dev.ringwatch.event.EventVariations.Variation;
import dev.ringwatch.event.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ingest does with an event it does with every field of it, those that are new included. */
class EveryFieldTest {

  static List<Variation> variations() {
    return EventVariations.all();
  }

  @ParameterizedTest
  @MethodSource("variations")
  void isPartOfWhatTellsRowsApart(Variation variation) {
    ContentHash hash = ContentHash.of(EventVariations.full());
    if (variation.component().equals("id")) {
      assertThat(ContentHash.of(variation.event())).isEqualTo(hash);
    } else {
      assertThat(ContentHash.of(variation.event())).isNotEqualTo(hash);
    }
  }

  @ParameterizedTest
  @MethodSource("variations")
  void isSpilledAndReadAgain(Variation variation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SpillWriter writer = new SpillWriter(bytes)) {
      writer.write(variation.event());
    }
    EventDecoder decoder = new EventDecoder(Decoded.OPTIONS);
    try (EventStream events = decoder.openSpilled(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(events.next()).containsExactly(variation.event());
    }
  }

  @Test
  void hasAColumnAndAJsonField() throws IOException {
    List<String> names = new ArrayList<>(List.of("colour"));
    List<String> values = new ArrayList<>(List.of("red"));
    for (Column column : Column.values()) {
      names.add(column.label());
      values.add(
          switch (column) {
            case TIMESTAMP -> "2026-01-05T10:00:00Z";
            case ACCOUNT_CREATED_AT -> "2025-01-05T10:00:00Z";
            case OUTCOME -> "success";
            case ENFORCED -> "true";
            default -> "a " + column.label();
          });
    }
    Event ofCsv = Decoded.of(String.join(",", names) + "\n" + String.join(",", values)).only();
    assertNothingIsAbsent(ofCsv);
    String json =
        IntStream.range(0, names.size())
            .mapToObj(i -> '"' + names.get(i) + "\": \"" + values.get(i) + '"')
            .collect(Collectors.joining(", ", "{", "}"));
    assertThat(Decoded.of(json).only()).isEqualTo(ofCsv);
  }

  private static void assertNothingIsAbsent(Event event) {
    assertThat(Arrays.stream(Event.class.getRecordComponents()))
        .allSatisfy(component ->
            assertThat(EventVariations.value(event, component.getName()))
                .as(component.getName())
                .isNotNull()
                .isNotIn("", false, Outcome.UNKNOWN, Map.of()));
  }
}
