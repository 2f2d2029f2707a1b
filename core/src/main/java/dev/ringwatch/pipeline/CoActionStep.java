package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.Event;
import java.util.function.Consumer;

/**
 * By action and target: tells which accounts acted together. Unlike the other steps it speaks with
 * every event and not at the end of a tick, because it forgets who acted before the window.
 */
final class CoActionStep {

  private final RingConfig config;

  CoActionStep(RingConfig config) {
    this.config = config;
  }

  /** The state of an event's key alone; a driver of many keys opens them in one table. */
  CoActionUsage open(Event event) {
    return CoActionUsage.alone(event, config);
  }

  void apply(CoActionUsage usage, KeyUse use, Consumer<Occasion> output) {
    int key = usage.number();
    usage.act(
        use.account(),
        use.event().epochMillis(),
        (earlier, later, epochMillis, gapMillis) ->
            output.accept(new Occasion(key, earlier, later, epochMillis, gapMillis)));
  }
}
