package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.DueDelivery;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.postgres.alert.Outcome;
import dev.ringwatch.postgres.alert.SealedSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final SplittableRandom random = new SplittableRandom(1);
  private final Retries retries = new Retries(random);

  private static Answer answer(int status, Duration retryAfter) {
    String error = status / 100 == 2 ? "" : "HTTP status " + status;
    return new Answer(
        new Attempt(NOON, 1, status, error, ""),
        retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter));
  }

  private static Answer answer(int status) {
    return answer(status, Duration.ZERO);
  }

  private static DueDelivery.Target at(int failuresInRow) {
    SealedSecrets none = new SealedSecrets(new byte[0], null);
    return new DueDelivery.Target(
        1, "pager", EndpointFormat.JSON, "https://pager.example", none, failuresInRow);
  }

  private static Duration quietFor(Load load) {
    return load.state(1, null).quietFor();
  }

  @Test
  void waitsLongerFromTryToTryAndGivesUpAfterTheLast() {
    for (int tries = 0; tries < Retries.MOST_TRIES - 1; tries++) {
      Duration latest = Retries.ceiling(tries);
      for (int i = 0; i < 100; i++) {
        Outcome.Next next = retries.after(answer(500), tries);
        assertThat(next)
            .isInstanceOfSatisfying(
                Outcome.Again.class,
                again -> assertThat(again.after()).isBetween(Duration.ZERO, latest));
      }
    }
    assertThat(retries.after(answer(500), Retries.MOST_TRIES - 1))
        .isEqualTo(new Outcome.Dead("given up after 10 tries"));
    Duration all =
        IntStream.range(0, Retries.MOST_TRIES - 1)
            .mapToObj(Retries::ceiling)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isBetween(Duration.ofHours(24), Duration.ofHours(36));
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    assertThat(retries.after(answer(429, Duration.ofHours(1)), 0))
        .isEqualTo(new Outcome.Again(Duration.ofHours(1)));
    assertThat(retries.after(answer(204), 3)).isEqualTo(new Outcome.Delivered());
    assertThat(retries.after(answer(410), 0)).isInstanceOf(Outcome.Dead.class);
  }

  @Test
  void readsWhatTheReceiverAsks() {
    assertThat(RetryAfter.read("120", NOON)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.read(" Thu, 26 Nov 2026 12:00:30 GMT", NOON))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.read("Thu, 26 Nov 2026 11:00:00 GMT", NOON)).isEmpty();
    assertThat(RetryAfter.read("999999999", NOON)).contains(RetryAfter.MOST);
    assertThat(RetryAfter.read("-1", NOON)).isEmpty();
    assertThat(RetryAfter.read("soon", NOON)).isEmpty();
  }

  @Test
  void sendsMoreAtATimeToWhoTakesItAndOneToWhoDoesNot() {
    Load load = new Load(8, at(0));
    for (int i = 0; i < 20; i++) {
      load.begin();
      assertThat(load.end(answer(200), random)).isFalse();
    }
    assertThat(load.room()).isEqualTo(8);
    for (int i = 0; i < Load.FAILURES_TO_PAUSE; i++) {
      assertThat(quietFor(load)).isZero();
      load.begin();
      assertThat(load.end(answer(500), random)).isTrue();
    }
    assertThat(load.room()).isEqualTo(1);
    assertThat(load.failuresInRow()).isEqualTo(5);
    assertThat(quietFor(load)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    for (int i = 0; i < 30; i++) {
      load.begin();
      load.end(answer(500), random);
    }
    assertThat(quietFor(load)).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(300));
    load.begin();
    assertThat(load.room()).isZero();
    assertThat(load.end(answer(200), random)).isTrue();
    assertThat(load.failuresInRow()).isZero();
    assertThat(quietFor(load)).isZero();
  }

  @Test
  void countsWhatFailsTogetherOnce() {
    Load load = new Load(64, at(0));
    for (int i = 0; i < 64; i++) {
      load.begin();
    }
    for (int i = 0; i < 64; i++) {
      load.end(answer(500), random);
    }
    assertThat(load.failuresInRow()).isEqualTo(Load.FAILURES_TO_PAUSE);
    assertThat(quietFor(load)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    load.begin();
    load.end(answer(500), random);
    assertThat(load.failuresInRow()).isEqualTo(Load.FAILURES_TO_PAUSE + 1);
    assertThat(quietFor(load)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void leavesWhoAsksForItAlone() {
    Load load = new Load(8, at(0));
    load.begin();
    load.end(answer(503, Duration.ofMinutes(7)), random);
    assertThat(quietFor(load)).isEqualTo(Duration.ofMinutes(7));
  }

  private static DueDelivery to(DueDelivery.Target target) {
    return new DueDelivery(new UUID(1, 1), new UUID(2, 2), 0, "", target);
  }

  @Test
  void heedsWhatAnAddressAnswersOnlyWhileTheEndpointIsThere() {
    Loads loads = new Loads(8, random);
    DueDelivery.Target old = at(0);
    DueDelivery.Target moved =
        new DueDelivery.Target(
            1, "pager", EndpointFormat.JSON, "https://new.example", old.secrets(), 0);
    loads.begin(to(old));
    loads.begin(to(moved));
    loads.end(to(old), answer(410));
    assertThat(loads.changed()).isEmpty();
    loads.end(to(moved), answer(500));
    assertThat(loads.changed())
        .singleElement()
        .satisfies(state -> {
          assertThat(state.url()).isEqualTo("https://new.example");
          assertThat(state.gone()).isNull();
        });
  }

  @Test
  void remembersThatNothingIsWantedWhateverElseComesBack() {
    Loads loads = new Loads(8, random);
    for (int status : new int[] {410, 500}) {
      loads.begin(to(at(0)));
      loads.end(to(at(0)), answer(status));
    }
    assertThat(loads.changed())
        .singleElement()
        .satisfies(state -> assertThat(state.gone()).contains("410"));
  }
}
