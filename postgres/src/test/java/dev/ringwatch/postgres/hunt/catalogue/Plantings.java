package dev.ringwatch.postgres.hunt.catalogue;

import static dev.ringwatch.postgres.hunt.catalogue.HuntField.act;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Behaviour that the generator does not have, planted on generated days. Made anew for a seed. */
final class Plantings {

  private static final int EACH = 10;

  private final SplittableRandom random;
  private final List<String> ordinary;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Set<String>> planted = new HashMap<>();
  private int taken;

  private Plantings(long seed, List<String> ordinary) {
    this.random = new SplittableRandom(seed);
    this.ordinary = ordinary;
  }

  static Plantings of(long seed, List<String> ordinary) {
    Plantings plantings = new Plantings(seed, ordinary);
    plantings.plantPace();
    plantings.plantTravel();
    plantings.plantStuffing();
    plantings.plantFarms();
    plantings.plantSleepers();
    plantings.plantClaims();
    plantings.plantReviews();
    return plantings;
  }

  List<Event> events() {
    return events;
  }

  /** Accounts, devices, addresses, payments or targets that a hunt is to find. */
  Set<String> of(String hunt) {
    return planted.getOrDefault(hunt, Set.of());
  }

  private void note(String hunt, String what) {
    planted.computeIfAbsent(hunt, unused -> new TreeSet<>()).add(what);
  }

  private void add(Event.Builder event) {
    events.add(event.id("planted-" + events.size()).build());
  }

  /** Some moment of the last day but its first and last hours. */
  private Instant someTime() {
    return PlantedDays.END.minus(Duration.ofSeconds(random.nextLong(7200, 79_200)));
  }

  /** Has ordinary accounts, each once, do something at some time. */
  private void each(String hunt, BiConsumer<String, Instant> deed) {
    for (int i = 0; i < EACH; i++) {
      String account = ordinary.get(taken++ * 7 % ordinary.size());
      note(hunt, account);
      deed.accept(account, someTime());
    }
  }

  private void plantPace() {
    each(
        "bursts",
        (account, at) -> {
          for (int i = 0; i < 90; i++) {
            add(act(account, "message", at.plusMillis(2_000L * i)).target("inbox"));
          }
        });
    each(
        "resource-sweep",
        (account, at) -> {
          for (int i = 0; i < 60; i++) {
            add(act(account, "view", at.plusMillis(1_900L * i)).target("swept-" + i));
          }
        });
    each(
        "session-velocity",
        (account, at) -> {
          Instant afterPause = at.plus(Duration.ofMinutes(1));
          for (int i = 0; i < 400; i++) {
            add(act(account, "like", afterPause.plusMillis(50L * i)).target("liked"));
          }
        });
  }

  private void plantTravel() {
    each(
        "impossible-travel",
        (account, at) -> {
          add(act(account, "view", at).country("NZ").ip("192.0.2." + random.nextInt(250)));
          Instant then = at.plus(Duration.ofMinutes(20));
          add(act(account, "view", then).country("IS").ip("192.0.2." + random.nextInt(250)));
        });
  }

  private void plantStuffing() {
    for (int source = 0; source < 5; source++) {
      Instant at = someTime();
      note("credential-stuffing", "198.51.100." + source);
      for (int i = 0; i < 40; i++) {
        String account = ordinary.get((source + 31 * i) % ordinary.size());
        Outcome outcome = i == 20 ? Outcome.SUCCESS : Outcome.FAILURE;
        add(
            act(account, "login", at.plusSeconds(7L * i))
                .ip("198.51.100." + source)
                .device("browser-" + source + "-" + i)
                .outcome(outcome));
      }
    }
  }

  private void plantFarms() {
    for (int farm = 0; farm < 5; farm++) {
      Instant at = someTime();
      note("signup-farm", "farm-device-" + farm);
      for (int i = 0; i < 8; i++) {
        Instant signup = at.plusSeconds(200L * i);
        String account = "farmed-" + farm + "-" + i;
        for (String action : List.of("signup", "gift", "gift", "gift")) {
          add(
              act(account, action, signup.plusSeconds(events.size() % 50))
                  .device("farm-device-" + farm)
                  .ip("203.0.113." + i)
                  .accountCreatedAt(signup));
        }
      }
    }
  }

  private void plantSleepers() {
    Instant longAgo = PlantedDays.START.minus(Duration.ofDays(700));
    for (int group = 0; group < 5; group++) {
      Instant at = someTime();
      note("dormant-awakening", "quarry-" + group);
      for (int i = 0; i < 8; i++) {
        Instant moment = at.plusSeconds(random.nextInt(1800));
        add(
            act("sleeper-" + group + "-" + i, "follow", moment)
                .target("quarry-" + group)
                .ip("192.0.2." + i)
                .accountCreatedAt(longAgo));
      }
    }
  }

  private void plantClaims() {
    for (int card = 0; card < 5; card++) {
      note("payment-sharing", "promo-card-" + card);
      note("payment-sharing", "refund-card-" + card);
      for (int i = 0; i < 7; i++) {
        String ip = "198.51.100." + (100 + i);
        String many = ordinary.get((card + 17 * i) % ordinary.size());
        String one = ordinary.get(card);
        add(act(many, "purchase", someTime()).payment("promo-card-" + card).ip(ip));
        add(act(one, "refund_request", someTime()).payment("refund-card-" + card).ip(ip));
      }
    }
  }

  private void plantReviews() {
    for (int target = 0; target < 5; target++) {
      Instant at = someTime();
      note("suspicious-audience", "bombed-" + target);
      for (int i = 0; i < 25; i++) {
        add(
            act("reviewer-" + target + "-" + i, "review", at.plusSeconds(random.nextInt(3600)))
                .target("bombed-" + target)
                .device("reviewer-phone-" + target + "-" + i)
                .accountCreatedAt(at.minus(Duration.ofDays(4))));
      }
    }
  }
}
