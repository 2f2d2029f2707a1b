package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.results.JobProgress;
import dev.ringwatch.postgres.results.ScoreRows;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.io.IOException;
import java.sql.SQLException;
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

    private static final Logger LOG = LoggerFactory.getLogger(ScoresSink.class);

    private final ConnectionPool pool;
    private final Part part;
    private final JobProgress progress;
    private final RowBatch<ScoredAccount> waiting;

    /** The last tick of which all has come; empty before the first. */
    private Optional<Tick> closed = Optional.empty();

    Writer(ConnectionPool pool, Counter unwritable, Part part) {
      this.pool = pool;
      this.part = part;
      progress = new JobProgress(pool.dataSource());
      waiting =
          new RowBatch<>(
              "final scores",
              new ScoredAccounts(pool.dataSource())::write,
              (account, why) -> {
                unwritable.inc();
                LOG.error(
                    "The score of account {} cannot be written and is dropped: {}",
                    account,
                    why.getMessage());
              });
    }

    @Override
    public void write(Message message, Context itsTime) throws IOException {
      ScoredAt said = ScoredAt.of(message);
      ScoredAccount row = ScoreRows.row(said.tick(), said.state(), said.score(), said.modelId());
      // Of one account every tick is written: which of them moved hangs on the one before.
      if (waiting.holds(row.accountId()) || waiting.isFull()) {
        waiting.store();
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
      waiting.store();
      if (closed.isPresent()) {
        try {
          progress.write(part.part(), part.parts(), closed.get());
        } catch (SQLException e) {
          throw new IOException("final scores could not be written: " + e.getMessage(), e);
        }
      }
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
