package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.DueDelivery;
import dev.ringwatch.postgres.alert.EndpointState;
import dev.ringwatch.postgres.alert.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How all endpoints do, as this server sees them. Not thread-safe. */
final class Loads {

  private static final Logger LOG = LoggerFactory.getLogger(Loads.class);

  private static final int MAX_SAID = 100;

  private final int perEndpoint;
  private final RandomGenerator random;
  private final Retries retries;
  private final Map<Long, Load> loads = new HashMap<>();
  private final Map<Long, EndpointState> changed = new HashMap<>();

  Loads(int perEndpoint, RandomGenerator random) {
    this.perEndpoint = perEndpoint;
    this.random = random;
    this.retries = new Retries(random);
  }

  /** How many more may be sent to each endpoint that is known, by its number. */
  Map<Long, Integer> rooms() {
    Map<Long, Integer> rooms = HashMap.newHashMap(loads.size());
    loads.forEach((endpoint, load) -> rooms.put(endpoint, load.room()));
    return rooms;
  }

  void begin(DueDelivery delivery) {
    DueDelivery.Target to = delivery.to();
    loads
        .compute(
            to.endpoint(),
            (_, load) -> load != null && load.isOf(to) ? load : new Load(perEndpoint, to))
        .begin();
  }

  /** Takes note of an answer, and says what follows. */
  Outcome end(DueDelivery delivery, Answer answer) {
    DueDelivery.Target to = delivery.to();
    Load load = loads.get(to.endpoint());
    // What is answered at an address that the endpoint has left says nothing about the one it has.
    if (load != null && load.isOf(to)) {
      end(load, to, answer);
    }
    return new Outcome(delivery, answer.attempt(), retries.after(answer, delivery.tries()));
  }

  private void end(Load load, DueDelivery.Target to, Answer answer) {
    if (load.end(answer, random)) {
      String gone = answer.isGone() ? gone(answer.attempt()) : null;
      changed.merge(to.endpoint(), load.state(to.endpoint(), gone), Loads::keepGone);
    }
    say(to, answer, load.failuresInRow());
  }

  /** That nothing is wanted any more holds, whatever else comes back until it is written. */
  private static EndpointState keepGone(EndpointState before, EndpointState now) {
    return before.gone() == null || now.gone() != null || !before.url().equals(now.url())
        ? now
        : new EndpointState(
            now.endpoint(), now.url(), now.failuresInRow(), now.quietFor(), before.gone());
  }

  private static String gone(Attempt attempt) {
    String said = Plain.line(attempt.answer().strip(), MAX_SAID);
    return "it answered "
        + attempt.status()
        + (said.isEmpty() ? "" : " " + said)
        + ": it wants nothing any more";
  }

  private static void say(DueDelivery.Target to, Answer answer, int failuresInRow) {
    if (answer.isGone()) {
      LOG.warn("the endpoint {} wants no alerts any more and was disabled", to.name());
    } else if (failuresInRow == Load.FAILURES_TO_PAUSE) {
      LOG.warn(
          "the endpoint {} failed {} times in a row, lately: {}",
          to.name(),
          failuresInRow,
          answer.attempt().error());
    }
  }

  /** What is to be kept of endpoints, since it was forgotten last. */
  List<EndpointState> changed() {
    return List.copyOf(changed.values());
  }

  void forgetChanged() {
    changed.clear();
  }
}
