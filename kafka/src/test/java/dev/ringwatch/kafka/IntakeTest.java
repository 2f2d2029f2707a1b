package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);

  private final KafkaLogConfig config = BROKERS.config(2);
  private final Clients clients = new Clients(config);

  @BeforeEach
  void makeTopics() {
    new LogTopics(config).make(clients);
  }

  private static OrderGroup endingAt(Long... positions) {
    return new OrderGroup(
        new UUID(0, 0), new UUID(0, 0), 1, List.of(), List.of(), List.of(positions));
  }

  /** Whoever wakes does not know what the other thread waits for. */
  @Test
  void aWakeUpDisturbsNothingThatIsNoWaitForRecords() throws Exception {
    try (Intake intake = new Intake(config, clients, endingAt())) {
      try (Admin admin = clients.admin()) {
        Map<String, NewPartitions> more =
            Map.of(config.topics().events(), NewPartitions.increaseTo(5));
        admin.createPartitions(more).all().get();
      }
      WaitFor.condition(
          PATIENCE,
          () -> {
            // Hears of them while it waits, goes there the next time, and is disturbed then. The
            // first only takes in that it was disturbed before.
            assertThat(intake.poll()).isEmpty();
            assertThat(intake.poll()).isEmpty();
            intake.wake();
            assertThat(intake.poll()).isEmpty();
            intake.wake();
            return intake.positions().size() == 5;
          });
      assertThat(intake.positions()).containsOnly(0L);
    }
  }

  @Test
  void goesOnWhereTheBrokersEndWhenTheyHaveLostWhatWasRead() {
    try (Intake intake = new Intake(config, clients, endingAt(1_000L, 0L));
        Appender appender = new Appender(config, clients, Clients.MAX_RECORD_BYTES)) {
      assertThat(intake.positions()).containsExactly(0L, 0L);
      appender.send(new AwkwardEvents(1).next(20), new CallHeader(1, 1)).join();
      WaitFor.condition(
          PATIENCE,
          () -> {
            intake.poll();
            return intake.positions().stream().mapToLong(position -> position).sum() == 20;
          });
    }
  }
}
