package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.results.JobProgress;
import dev.ringwatch.postgres.results.ScoreRows;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Final scores into the database: all that was said is there before a checkpoint says so, and what
 * is said again after a failure is written as it was. So each counts exactly once, without a
 * transaction that is open between checkpoints. With each checkpoint it is noted how far that is.
 *
 * @param database where
 */
record ScoresSink(DatabaseAccess database) implements Sink<Message> {

  @Override
  public SinkWriter<Message> createWriter(WriterInitContext context) {
    TaskInfo task = context.getTaskInfo();
    return new Writer(
        database.open("ringwatch-flink"),
        context.metricGroup().counter("unwritableScores"),
        new Part(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks()));
  }

  /**
   * One of the tasks that write.
   *
   * @param part which, from 0
   * @param parts how many there are
   */
  record Part(int part, int parts) {}

  /** Gathers accounts, each once, and writes them together. */
  static final class Writer implements SinkWriter<Message> {

    /** As many as the server writes in one transaction. */
    private static final int BATCH = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ScoresSink.class);

    private final ConnectionPool pool;
    private final Counter unwritable;
    private final Part part;
    private final ScoredAccounts accounts;
    private final JobProgress progress;
    private final Map<String, ScoredAccount> waiting = new LinkedHashMap<>();

    /** The last tick of which all has come; empty before the first. */
    private Optional<Tick> closed = Optional.empty();

    Writer(ConnectionPool pool, Counter unwritable, Part part) {
      this.pool = pool;
      this.unwritable = unwritable;
      this.part = part;
      accounts = new ScoredAccounts(pool.dataSource());
      progress = new JobProgress(pool.dataSource());
    }

    @Override
    public void write(Message message, Context itsTime) throws IOException {
      ScoredAt said = ScoredAt.of(message);
      ScoredAccount row = ScoreRows.row(said.tick(), said.state(), said.score(), said.modelId());
      // Of one account every tick is written: which of them moved hangs on the one before.
      if (waiting.containsKey(row.accountId()) || waiting.size() >= BATCH) {
        store();
      }
      waiting.put(row.accountId(), row);
    }

    /** What a log's end says lies beyond all ticks, and is nothing that could be waited for. */
    @Override
    public void writeWatermark(Watermark watermark) {
      long passed = watermark.getTimestamp();
      if (passed > Long.MIN_VALUE && passed < Long.MAX_VALUE) {
        closed = Optional.of(new Tick(Message.tick(passed + 1).epochMinute() - 1));
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      store();
      if (closed.isPresent()) {
        try {
          progress.write(part.part(), part.parts(), closed.get());
        } catch (SQLException e) {
          throw failed(e);
        }
      }
    }

    private void store() throws IOException {
      if (waiting.isEmpty()) {
        return;
      }
      List<ScoredAccount> rows = List.copyOf(waiting.values());
      try {
        accounts.write(rows);
      } catch (SQLException e) {
        if (!RowFaults.isOfTheRow(e)) {
          throw failed(e);
        }
        storeEach(rows);
      }
      waiting.clear();
    }

    /** Writes all that can be, so that one that cannot does not hold up the others for ever. */
    private void storeEach(List<ScoredAccount> rows) throws IOException {
      for (ScoredAccount row : rows) {
        try {
          accounts.write(List.of(row));
        } catch (SQLException e) {
          if (!RowFaults.isOfTheRow(e)) {
            throw failed(e);
          }
          unwritable.inc();
          LOG.error(
              "The score of account {} cannot be written and is dropped: {}",
              row.accountId(),
              e.getMessage());
        }
      }
    }

    private static IOException failed(SQLException e) {
      return new IOException("final scores could not be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
