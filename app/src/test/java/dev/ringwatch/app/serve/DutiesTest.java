package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** When a server of several begins what one does, and when it ends. */
class DutiesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicBoolean succeeded = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  private Duties duties(BooleanSupplier taking, Duty duty) {
    return new Duties(taking, List.of(duty), succeeded::get, () -> ended.set(true));
  }

  @Test
  void beginsOnceTheLogHasFallenToItAndEndsOnceAnotherHasIt() {
    AtomicInteger tries = new AtomicInteger();
    BooleanSupplier third =
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw new LogUnavailableException("the database does not answer");
          }
          return true;
        };
    try (Duties duties = duties(third, begun::incrementAndGet)) {
      duties.start();
      WaitFor.condition(PATIENCE, () -> begun.get() == 1);
      assertThat(tries).hasValue(3);
      assertThat(ended).isFalse();
      succeeded.set(true);
      WaitFor.condition(PATIENCE, ended::get);
    }
    assertThat(begun).as("each is begun once").hasValue(1);
  }

  @Test
  void endsWhereADutyCannotBegin() {
    Duty broken =
        () -> {
          throw new IllegalStateException("of itself");
        };
    try (Duties duties = duties(() -> true, broken)) {
      duties.start();
      WaitFor.condition(PATIENCE, ended::get);
    }
  }

  @Test
  void endsWhereAnotherTookOverBeforeItBegan() {
    succeeded.set(true);
    try (Duties duties = duties(() -> false, begun::incrementAndGet)) {
      duties.start();
      WaitFor.condition(PATIENCE, ended::get);
    }
    assertThat(begun).hasValue(0);
  }
}
