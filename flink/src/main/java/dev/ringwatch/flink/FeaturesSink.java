package dev.ringwatch.flink;

import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.results.AccountFeatures;
import dev.ringwatch.postgres.results.ScoreRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features of accounts that no model has scored yet into the database, where a server learns
 * the first model from them; of each account the latest, before each checkpoint is complete.
 *
 * @param database where
 */
record FeaturesSink(DatabaseAccess database) implements Sink<Message> {

  @Override
  public SinkWriter<Message> createWriter(WriterInitContext context) {
    return new Writer(database.open("ringwatch-flink-features"));
  }

  /** Gathers accounts, each once, and writes them together. */
  static final class Writer implements SinkWriter<Message> {

    private static final int BATCH = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(FeaturesSink.class);

    private final ConnectionPool pool;
    private final AccountFeatures features;
    private final Map<String, AccountFeatures.Row> waiting = new LinkedHashMap<>();

    Writer(ConnectionPool pool) {
      this.pool = pool;
      features = new AccountFeatures(pool.dataSource());
    }

    @Override
    public void write(Message message, Context itsTime) throws IOException {
      AccountState state = message.read(AccountStateCodec::read);
      AccountFeatures.Row row = ScoreRows.unscored(message.tick(), state);
      waiting.put(row.account(), row);
      if (waiting.size() >= BATCH) {
        store();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      store();
    }

    private void store() throws IOException {
      if (waiting.isEmpty()) {
        return;
      }
      List<AccountFeatures.Row> rows = List.copyOf(waiting.values());
      waiting.clear();
      try {
        features.write(rows);
      } catch (SQLException e) {
        if (!RowFaults.isOfTheRow(e)) {
          throw failed(e);
        }
        storeEach(rows);
      }
    }

    /** One that the database refuses is not learned from; its score is said to be refused later. */
    private void storeEach(List<AccountFeatures.Row> rows) throws IOException {
      for (AccountFeatures.Row row : rows) {
        try {
          features.write(List.of(row));
        } catch (SQLException e) {
          if (!RowFaults.isOfTheRow(e)) {
            throw failed(e);
          }
          LOG.warn("The features of {} cannot be written: {}", row.account(), e.getMessage());
        }
      }
    }

    private static IOException failed(SQLException e) {
      return new IOException("features could not be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
