package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.DueDelivery;
import dev.ringwatch.postgres.alert.EndpointState;
import dev.ringwatch.postgres.alert.Outcome;
import java.time.Instant;
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
    loads.computeIfAbsent(to.endpoint(), _ -> new Load(perEndpoint, to.failuresInRow())).begin();
  }

  /** Takes note of an answer, and says what follows. */
  Outcome end(DueDelivery delivery, Answer answer, Instant now) {
    DueDelivery.Target to = delivery.to();
    Load load = loads.computeIfAbsent(to.endpoint(), _ -> new Load(perEndpoint, 0));
    if (load.end(answer, now, random)) {
      String gone = answer.isGone() ? gone(answer.attempt()) : null;
      changed.put(to.endpoint(), new EndpointState(to.endpoint(), load.circuit(), gone));
    }
    say(to, answer, load.circuit().failuresInRow());
    return new Outcome(
        delivery.id(), answer.attempt(), retries.after(answer, delivery.tries(), now));
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
