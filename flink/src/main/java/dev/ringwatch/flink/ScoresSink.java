package dev.ringwatch.flink;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.results.ScoreRows;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Final scores into the database: all that was said is there before a checkpoint says so, and what
 * is said again after a failure is written as it was. So each counts exactly once, without a
 * transaction that is open between checkpoints.
 *
 * @param database where
 */
record ScoresSink(DatabaseAccess database) implements Sink<Message> {

  @Override
  public SinkWriter<Message> createWriter(WriterInitContext context) {
    return new Writer(
        database.open("ringwatch-flink"), context.metricGroup().counter("unwritableScores"));
  }

  /** Gathers accounts, each once, and writes them together. */
  static final class Writer implements SinkWriter<Message> {

    /** As many as the server writes in one transaction. */
    private static final int BATCH = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ScoresSink.class);

    private final ConnectionPool pool;
    private final Counter unwritable;
    private final ScoredAccounts accounts;
    private final Map<String, ScoredAccount> waiting = new LinkedHashMap<>();

    Writer(ConnectionPool pool, Counter unwritable) {
      this.pool = pool;
      this.unwritable = unwritable;
      accounts = new ScoredAccounts(pool.dataSource());
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

    @Override
    public void flush(boolean endOfInput) throws IOException {
      store();
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
