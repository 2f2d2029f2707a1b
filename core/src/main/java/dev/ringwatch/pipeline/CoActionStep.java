package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.function.Consumer;

/**
 * By action and target: tells which accounts acted together. Unlike the other steps it speaks with
 * every event and not at the end of a tick, because it forgets who acted before the window.
 */
final class CoActionStep {

  /** Between action and target in a co-action key's value. */
  static final char SEPARATOR = '\t';

  private final RingConfig config;

  CoActionStep(RingConfig config) {
    this.config = config;
  }

  CoActionUsage open(Event event) {
    LinkKey key = new LinkKey(LinkKeyKind.CO_ACTION, event.action() + SEPARATOR + event.target());
    return new CoActionUsage(key, event.targetOwner());
  }

  void apply(CoActionUsage usage, Event event, Consumer<Occasion> output) {
    usage.act(
        event.account(),
        event,
        config,
        (earlier, later, epochMillis, gapMillis) ->
            output.accept(new Occasion(usage, earlier, later, epochMillis, gapMillis)));
  }
}
