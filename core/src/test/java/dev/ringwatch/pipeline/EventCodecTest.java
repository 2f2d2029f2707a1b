package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.EventVariations;
import dev.ringwatch.event.EventVariations.Variation;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

  static List<Variation> variations() {
    return EventVariations.all();
  }

  @ParameterizedTest
  @MethodSource("variations")
  void readsEveryFieldThatItWrote(Variation variation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockWriter out = new BlockWriter(bytes);
    EventCodec.write(variation.event(), out);
    out.finish();
    Event read = EventCodec.read(new BlockReader(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read).isEqualTo(variation.event());
  }
}
