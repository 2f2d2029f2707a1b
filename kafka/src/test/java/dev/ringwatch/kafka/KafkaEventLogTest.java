package dev.ringwatch.kafka;

import dev.ringwatch.kit.log.EventLogContract;
import dev.ringwatch.kit.log.SharedLogContract;
import dev.ringwatch.log.EventLog;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

/**
 * The contracts of every event log, on a topic of one partition, which keeps all accounts in order.
 */
class KafkaEventLogTest {

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);

  private static KafkaLogConfig waiting(KafkaLogConfig config, int events) {
    KafkaLogConfig.Bounds usual = config.bounds();
    return config.withBounds(
        new KafkaLogConfig.Bounds(
            events,
            usual.maxGroup(),
            usual.tailEntries(),
            usual.tailBytes(),
            usual.rememberedEvents()));
  }

  @Nested
  class WithOneCaller extends EventLogContract {

    private final KafkaLogConfig config = BROKERS.config(1);

    @Override
    protected EventLog open(int maxWaitingEvents) {
      return KafkaEventLog.open(waiting(config, maxWaitingEvents), Brokers.NOW);
    }

    @Override
    protected EventLog openElsewhere() {
      return KafkaEventLog.open(BROKERS.config(1), Brokers.NOW);
    }
  }

  @Nested
  class WithSeveralCallers extends SharedLogContract {

    private final KafkaLogConfig config = BROKERS.config(1);

    @Override
    protected EventLog open(int maxWaitingEvents) {
      return KafkaEventLog.open(waiting(config, maxWaitingEvents), Brokers.NOW);
    }

    @Override
    protected AutoCloseable holdCommits() {
      return BROKERS.holdBack(config.topics().events());
    }

    @Override
    protected boolean keepsCallsTogether() {
      return false;
    }
  }
}
