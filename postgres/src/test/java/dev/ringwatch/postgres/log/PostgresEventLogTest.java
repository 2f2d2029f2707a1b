package dev.ringwatch.postgres.log;

import dev.ringwatch.kit.log.EventLogContract;
import dev.ringwatch.kit.log.SharedLogContract;
import dev.ringwatch.log.EventLog;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract on a real PostgreSQL, with ample memory and with next to none. */
class PostgresEventLogTest {

  private static final EventLogConfig AMPLE =
      EventLogConfig.ofDefaults().withWaits(Duration.ofSeconds(60), Duration.ZERO);

  /** Nothing is known in memory, every entry is read back from the table, in small chunks. */
  private static final EventLogConfig FORGETFUL = AMPLE.withMemory(0, 0).withEntries(150, 0, 30);

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();
  @AutoClose private static final LogDatabase ELSEWHERE = LogDatabase.create();

  @BeforeEach
  void emptyDatabase() throws SQLException {
    DATABASE.empty();
  }

  @Nested
  class WithOneCaller extends EventLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return DATABASE.open(AMPLE.withMaxWaitingEvents(maxWaitingEvents));
    }

    @Override
    protected EventLog openElsewhere() {
      return ELSEWHERE.open(AMPLE);
    }
  }

  @Nested
  class WithSeveralCallers extends SharedLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return DATABASE.open(AMPLE.withMaxWaitingEvents(maxWaitingEvents));
    }

    @Override
    protected AutoCloseable holdCommits() throws Exception {
      return DATABASE.holdCommits();
    }
  }

  @Nested
  class ForgetfulWithOneCaller extends EventLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return DATABASE.open(FORGETFUL.withMaxWaitingEvents(maxWaitingEvents));
    }

    @Override
    protected EventLog openElsewhere() {
      return ELSEWHERE.open(FORGETFUL);
    }
  }

  @Nested
  class ForgetfulWithSeveralCallers extends SharedLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return DATABASE.open(FORGETFUL.withMaxWaitingEvents(maxWaitingEvents));
    }

    @Override
    protected AutoCloseable holdCommits() throws Exception {
      return DATABASE.holdCommits();
    }
  }
}
