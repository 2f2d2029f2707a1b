package dev.ringwatch.flink;

import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.results.AccountFeatures;
import dev.ringwatch.postgres.results.ScoreRows;
import java.io.IOException;
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

    private static final Logger LOG = LoggerFactory.getLogger(FeaturesSink.class);

    private final ConnectionPool pool;
    private final RowBatch<AccountFeatures.Row> waiting;

    Writer(ConnectionPool pool) {
      this.pool = pool;
      // One that the database refuses is not learned from; its score is said to be refused later.
      waiting =
          new RowBatch<>(
              "features",
              new AccountFeatures(pool.dataSource())::write,
              (account, why) ->
                  LOG.warn("The features of {} cannot be written: {}", account, why.getMessage()));
    }

    @Override
    public void write(Message message, Context itsTime) throws IOException {
      AccountState state = message.read(AccountStateCodec::read);
      AccountFeatures.Row row = ScoreRows.unscored(message.tick(), state);
      waiting.put(row.account(), row);
      if (waiting.isFull()) {
        waiting.store();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      waiting.store();
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
