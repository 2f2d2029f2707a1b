package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The embedded driver, its state in as many parts as there are sources, asked for vectors in the
 * middle; stopped, when it is, some ten times.
 */
class EmbeddedDriverTest extends DriverContract {

  private record Source(int number, Iterator<Event> events) {}

  @Override
  protected Finals run(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    return run(config, controls, sources, seed, 0);
  }

  @Override
  protected Finals runWithStops(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    return run(config, controls, sources, seed, 6_000);
  }

  /**
   * Runs a log.
   *
   * @param stopEvery how many events there are on average from stop to stop; 0 for no stops
   */
  private static Finals run(
      PipelineConfig config,
      List<Control> controls,
      List<List<Event>> sources,
      long seed,
      int stopEvery) {
    SplittableRandom random = new SplittableRandom(seed);
    EmbeddedDriver driver = new EmbeddedDriver(config, layout(sources.size(), random));
    controls.forEach(driver::accept);
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
      if (stopEvery > 0 && random.nextInt(stopEvery) == 0) {
        driver = restored(driver, config, layout(sources.size(), random));
      }
    }
    driver.closeAllTicks();
    assertThat(driver.late()).isZero();
    assertThat(driver.setAside()).isEmpty();
    return driver.finals();
  }

  /** Every process has its own index seed. */
  private static DriverLayout layout(int sources, SplittableRandom random) {
    return DriverLayout.of(sources, sources).withIndexSeed(random.nextLong());
  }

  private static EmbeddedDriver restored(
      EmbeddedDriver driver, PipelineConfig config, DriverLayout layout) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      driver.freeze(0).writeTo(out);
      ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
      return EmbeddedDriver.restore(in, config, layout).driver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
