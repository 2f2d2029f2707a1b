package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several that share one log: one orders, the others take events. */
class JoinedLogsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** One in each partition. */
  private static final int MARKS_OF_A_TRANSACTION = 3;

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);

  private final KafkaLogConfig config = BROKERS.config(3);
  private final AwkwardEvents events = new AwkwardEvents(7);

  private static List<Event> read(KafkaEventLog log, int count) throws InterruptedException {
    List<Event> read = new ArrayList<>();
    long seq = 0;
    while (read.size() < count) {
      LogBatch batch = log.read(seq, 1_000, PATIENCE);
      assertThat(batch.entries()).as("%d of %d", read.size(), count).isNotEmpty();
      for (LogEntry entry : batch.entries()) {
        if (entry instanceof LogEntry.Recorded(Event event)) {
          read.add(event);
        }
      }
      seq = batch.lastSeq();
    }
    return read;
  }

  private KafkaEventLog ordering() {
    KafkaEventLog log = KafkaEventLog.join(config, Brokers.NOW);
    WaitFor.condition(PATIENCE, log::isOrdering);
    return log;
  }

  @Test
  void takesEventsThatTheOtherPutsInOrder() throws Exception {
    try (KafkaEventLog first = ordering();
        KafkaEventLog second = KafkaEventLog.join(config, Brokers.NOW)) {
      List<Event> sent = events.next(50);
      assertThat(second.append(sent)).isEqualTo(new Appended(50, 0, Appended.UNKNOWN));
      assertThat(second.isOrdering()).isFalse();
      assertThat(read(first, 50)).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(first.append(sent)).as("who orders knows them").isEqualTo(new Appended(0, 50, 50));
      assertThat(second.append(sent).accepted()).as("who does not, does not").isEqualTo(50);
      assertThat(first.append(events.next(1)).lastSeq()).isEqualTo(51);
    }
  }

  @Test
  void takesNoControlRecordsAndGivesNoEntriesWhereItDoesNotOrder() throws Exception {
    try (KafkaEventLog first = ordering();
        KafkaEventLog second = KafkaEventLog.join(config, Brokers.NOW)) {
      first.append(events.next(5));
      WaitFor.condition(PATIENCE, () -> isRefused(second));
      assertThatThrownBy(() -> second.append(new ControlRecord("test", new Tick(1), "{}")))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("another Ringwatch server");
      assertThat(second.unorderedRecords()).isEmpty();
    }
  }

  private static boolean isRefused(KafkaEventLog log) throws InterruptedException {
    try {
      return !log.read(0, 1, Duration.ZERO).entries().isEmpty();
    } catch (LogUnavailableException e) {
      return true;
    }
  }

  @Test
  void ordersOnceTheOtherIsGone() throws Exception {
    List<Event> sent = new ArrayList<>();
    try (KafkaEventLog second = joined(sent)) {
      WaitFor.condition(PATIENCE, second::isOrdering);
      List<Event> more = events.next(20);
      assertThat(second.append(more)).isEqualTo(new Appended(20, 0, 60));
      sent.addAll(more);
      assertThat(read(second, 60)).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  /** One that took events beside another which is closed now. */
  private KafkaEventLog joined(List<Event> sent) {
    try (KafkaEventLog first = ordering()) {
      KafkaEventLog second = KafkaEventLog.join(config, Brokers.NOW);
      sent.addAll(events.next(40));
      first.append(sent.subList(0, 20));
      second.append(sent.subList(20, 40));
      return second;
    }
  }

  @Test
  void saysHowManyRecordsHaveNoPlaceYet() throws Exception {
    try (KafkaEventLog log = ordering();
        KafkaEventLog other = KafkaEventLog.join(config, Brokers.NOW)) {
      log.append(events.next(30));
      assertThat(log.unorderedRecords()).isEqualTo(OptionalLong.of(0));
      // Nothing is read that lies behind a transaction which is not over.
      try (AutoCloseable held = BROKERS.holdBack(config.topics().events())) {
        assertThat(held).isNotNull();
        other.append(events.next(30));
        assertThat(log.unorderedRecords().orElseThrow()).isGreaterThanOrEqualTo(30);
      }
      assertThat(read(log, 60)).hasSize(60);
      WaitFor.condition(
          PATIENCE, () -> log.unorderedRecords().orElseThrow() <= MARKS_OF_A_TRANSACTION);
    }
  }
}
