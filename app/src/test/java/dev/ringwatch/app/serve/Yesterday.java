package dev.ringwatch.app.serve;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A generated day that ended lately. */
final class Yesterday {

  private Yesterday() {}

  /** The day's events as NDJSON, in bodies of so many. */
  static List<String> bodies(int accounts, int events, int perBody) throws IOException {
    Instant start =
        LocalDate.now(ZoneOffset.UTC).minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    List<Event> all = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withVolume(new Volume(start, 1, accounts, events)))
        .forEach(all::add);
    List<String> bodies = new ArrayList<>();
    for (int from = 0; from < all.size(); from += perBody) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      EventWriter writer = EventWriter.ndjson(bytes);
      all.subList(from, Math.min(all.size(), from + perBody)).forEach(writer);
      writer.flush();
      bodies.add(bytes.toString(StandardCharsets.UTF_8));
    }
    return bodies;
  }
}
