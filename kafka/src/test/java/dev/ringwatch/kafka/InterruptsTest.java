package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Threads that somebody interrupts. */
class InterruptsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);
  private final KafkaLogConfig config = BROKERS.config(1);

  private KafkaEventLog open() {
    return KafkaEventLog.open(config, Brokers.NOW);
  }

  @Test
  void theLogGoesOnWhenItsThreadsAreInterrupted() {
    AwkwardEvents awkward = new AwkwardEvents(1);
    try (KafkaEventLog log = open()) {
      log.append(awkward.next(1));
      for (int round = 0; round < 3; round++) {
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("event-log-"))
            .forEach(Thread::interrupt);
        WaitFor.condition(PATIENCE, () -> appends(log, awkward));
      }
    }
  }

  private static boolean appends(KafkaEventLog log, AwkwardEvents awkward) {
    try {
      return log.append(awkward.next(1)).accepted() == 1;
    } catch (LogUnavailableException e) {
      return false;
    }
  }

  @Test
  void aCallerThatIsInterruptedIsToldSo() {
    try (KafkaEventLog log = open()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> log.append(new AwkwardEvents(2).next(10)))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(Thread.interrupted()).as("is still interrupted").isTrue();
    }
  }

  @Test
  void anInterruptedThreadClosesItAllTheSame() {
    KafkaEventLog log = open();
    Thread.currentThread().interrupt();
    log.close();
    assertThat(Thread.interrupted()).as("is still interrupted").isTrue();
    log.close();
    // Refused while anybody has the lease.
    open().close();
  }
}
