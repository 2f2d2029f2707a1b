package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.Event;
import java.util.Objects;
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

  CoActionUsage open(Event event) {
    return new CoActionUsage(
        event.action(), Objects.requireNonNull(event.target()), event.targetOwner());
  }

  void apply(CoActionUsage usage, KeyUse use, Consumer<Occasion> output) {
    usage.act(
        use.account(),
        use.event(),
        config,
        (earlier, later, epochMillis, gapMillis) ->
            output.accept(new Occasion(usage, earlier, later, epochMillis, gapMillis)));
  }
}
