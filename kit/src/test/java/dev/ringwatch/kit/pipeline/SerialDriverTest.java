package dev.ringwatch.kit.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** A driver that serialises every message and every state, in random order of its parts. */
class SerialDriverTest extends DriverContract {

  private record Source(int number, Iterator<Event> events) {}

  @Override
  protected Finals run(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    return run(config, controls, sources, seed, 0);
  }

  @Override
  protected Finals runWithStops(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    return run(config, controls, sources, seed, 10_000);
  }

  private static Finals run(
      PipelineConfig config,
      List<Control> controls,
      List<List<Event>> sources,
      long seed,
      int stopEvery) {
    SplittableRandom random = new SplittableRandom(seed);
    SerialDriver driver =
        new SerialDriver(
            config,
            model(controls),
            new SerialLearned(of(Control.UseLearned.class, controls)),
            new SerialFindings(findings(controls)),
            sources.size());
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
      driver.accept(next.number(), next.events().next(), random);
      if (stopEvery > 0 && random.nextInt(stopEvery) == 0) {
        driver = driver.stoppedAndStarted();
      }
    }
    driver.closeAllTicks(random);
    return driver.finals(random);
  }

  private static AnomalyModel model(List<Control> controls) {
    return of(Control.UseModel.class, controls).getFirst().model();
  }

  private static List<Control.ChangeFindings> findings(List<Control> controls) {
    return of(Control.ChangeFindings.class, controls);
  }

  private static <C extends Control> List<C> of(Class<C> kind, List<Control> controls) {
    return controls.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
