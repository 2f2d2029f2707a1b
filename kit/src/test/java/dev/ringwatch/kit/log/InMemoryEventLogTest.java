package dev.ringwatch.kit.log;

import dev.ringwatch.log.EventLog;
import org.junit.jupiter.api.Nested;

class InMemoryEventLogTest {

  @Nested
  class WithOneCaller extends EventLogContract {

    private final InMemoryEventLog.Store store = new InMemoryEventLog.Store();

    @Override
    protected EventLog open(int maxWaitingEvents) {
      return InMemoryEventLog.open(store, maxWaitingEvents);
    }

    @Override
    protected EventLog openElsewhere() {
      return InMemoryEventLog.open(new InMemoryEventLog.Store(), MANY);
    }
  }

  @Nested
  class WithSeveralCallers extends SharedLogContract {

    private final InMemoryEventLog.Store store = new InMemoryEventLog.Store();

    @Override
    protected EventLog open(int maxWaitingEvents) {
      return InMemoryEventLog.open(store, maxWaitingEvents);
    }

    @Override
    protected AutoCloseable holdCommits() {
      return store.holdCommits();
    }
  }
}
