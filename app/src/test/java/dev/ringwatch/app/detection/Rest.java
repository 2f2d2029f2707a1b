package dev.ringwatch.app.detection;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.RingInForce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When nothing moves any more in a log that has fallen silent. */
final class Rest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Rest() {}

  private record State(boolean moves, Optional<Tick> closed, List<RingInForce> rings) {

    static State of(EmbeddedDriver driver) {
      boolean moves = driver.model().isEmpty() || driver.waitsForTime();
      return new State(moves, driver.closed(), driver.ringsInForce());
    }
  }

  /**
   * Waits until all ticks are closed under a model, and the rings found at the last of them are
   * written and those that the log says.
   */
  static void await(EmbeddedDetection detection, EventLog log, RingsInMemory rings) {
    WaitFor.condition(PATIENCE, () -> detection.status().state() == DetectionStatus.State.LIVE);
    WaitFor.condition(
        PATIENCE,
        () -> {
          long seq = log.lastSeq();
          return detection.status().readSeq() == seq
              && isReached(detection.ask(State::of).join(), rings.written())
              && log.lastSeq() == seq;
        });
  }

  private static boolean isReached(State state, List<RingsInMemory.Written> written) {
    return !state.moves
        && !written.isEmpty()
        && Optional.of(written.getLast().tick()).equals(state.closed)
        && members(written.getLast().found().rings().stream().map(RingInForce::of).toList())
            .equals(members(state.rings));
  }

  private static Map<String, List<AccountId>> members(List<RingInForce> rings) {
    return rings.stream().collect(Collectors.toMap(RingInForce::id, RingInForce::members));
  }
}
