package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The embedded driver, its state in as many parts as there are sources, asked for vectors in the
 * middle.
 */
class EmbeddedDriverTest extends DriverContract {

  private record Source(int number, Iterator<Event> events) {}

  @Override
  protected Finals run(
      PipelineConfig config, Control control, List<List<Event>> sources, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EmbeddedDriver driver = new EmbeddedDriver(config, sources.size(), sources.size());
    driver.accept(control);
    List<Source> unread = new ArrayList<>();
    for (List<Event> events : sources) {
      unread.add(new Source(unread.size(), events.iterator()));
    }
    while (!unread.isEmpty()) {
      Source next = unread.get(random.nextInt(unread.size()));
      if (!next.events().hasNext()) {
        unread.remove(next);
        continue;
      }
      driver.accept(next.number(), next.events().next());
      if (random.nextInt(20_000) == 0 && driver.closed().isPresent()) {
        driver.vectors();
      }
    }
    driver.closeAllTicks();
    assertThat(driver.late()).isZero();
    assertThat(driver.setAside()).isEmpty();
    return driver.finals();
  }
}
