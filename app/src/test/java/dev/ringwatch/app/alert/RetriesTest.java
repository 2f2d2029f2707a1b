package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
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

  @Test
  void waitsLongerFromTryToTryAndGivesUpAfterTheLast() {
    for (int tries = 0; tries < Retries.MOST_TRIES - 1; tries++) {
      Instant latest = NOON.plus(Retries.ceiling(tries));
      for (int i = 0; i < 100; i++) {
        Outcome.Next next = retries.after(answer(500), tries, NOON);
        assertThat(next)
            .isInstanceOfSatisfying(
                Outcome.Again.class, again -> assertThat(again.at()).isBetween(NOON, latest));
      }
    }
    assertThat(retries.after(answer(500), Retries.MOST_TRIES - 1, NOON))
        .isEqualTo(new Outcome.Dead("given up after 10 tries"));
    Duration all =
        IntStream.range(0, Retries.MOST_TRIES - 1)
            .mapToObj(Retries::ceiling)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isBetween(Duration.ofHours(24), Duration.ofHours(36));
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    assertThat(retries.after(answer(429, Duration.ofHours(1)), 0, NOON))
        .isEqualTo(new Outcome.Again(NOON.plus(Duration.ofHours(1))));
    assertThat(retries.after(answer(204), 3, NOON)).isEqualTo(new Outcome.Delivered());
    assertThat(retries.after(answer(410), 0, NOON)).isInstanceOf(Outcome.Dead.class);
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
    Load load = new Load(8, 0);
    for (int i = 0; i < 20; i++) {
      load.begin();
      assertThat(load.end(answer(200), NOON, random)).isFalse();
    }
    assertThat(load.room()).isEqualTo(8);
    for (int i = 0; i < Load.FAILURES_TO_PAUSE; i++) {
      assertThat(load.circuit().quietUntil()).isNull();
      load.begin();
      assertThat(load.end(answer(500), NOON, random)).isTrue();
    }
    assertThat(load.room()).isEqualTo(1);
    assertThat(load.circuit().failuresInRow()).isEqualTo(5);
    assertThat(load.circuit().quietUntil()).isBetween(NOON.plusSeconds(1), NOON.plusSeconds(2));
    for (int i = 0; i < 30; i++) {
      load.begin();
      load.end(answer(500), NOON, random);
    }
    assertThat(load.circuit().quietUntil()).isBetween(NOON.plusSeconds(150), NOON.plusSeconds(300));
    load.begin();
    assertThat(load.room()).isZero();
    assertThat(load.end(answer(200), NOON, random)).isTrue();
    assertThat(load.circuit().failuresInRow()).isZero();
    assertThat(load.circuit().quietUntil()).isNull();
  }

  @Test
  void leavesWhoAsksForItAlone() {
    Load load = new Load(8, 0);
    load.begin();
    load.end(answer(503, Duration.ofMinutes(7)), NOON, random);
    assertThat(load.circuit().quietUntil()).isEqualTo(NOON.plus(Duration.ofMinutes(7)));
  }
}
