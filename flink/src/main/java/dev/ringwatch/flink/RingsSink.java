package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.RowFaults;
import dev.ringwatch.postgres.ring.LivingRings;
import dev.ringwatch.postgres.ring.RingJson;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings, their edges and what became of them into the database, by what the server writes them
 * with: each search in a transaction as it comes, in the order of ticks. A search that is told
 * again after a failure is as the tables have it, or older, and changes nothing. One task.
 *
 * @param database where
 */
record RingsSink(DatabaseAccess database) implements Sink<Message> {

  @Override
  public SinkWriter<Message> createWriter(WriterInitContext context) {
    return new Writer(
        database.open("ringwatch-flink-rings"),
        context.metricGroup().counter("unwritableSearches"));
  }

  /** Writes each search when it comes: there are few, and nothing is gained by waiting. */
  static final class Writer implements SinkWriter<Message> {

    private static final Logger LOG = LoggerFactory.getLogger(RingsSink.class);

    private final ConnectionPool pool;
    private final Counter unwritable;
    private final LivingRings rings;

    Writer(ConnectionPool pool, Counter unwritable) {
      this.pool = pool;
      this.unwritable = unwritable;
      rings = new LivingRings(pool.dataSource(), new RingJson());
    }

    @Override
    public void write(Message message, Context itsTime) throws IOException {
      Tick tick = message.tick();
      RingFindings found = message.read(RingsCodec::read);
      try {
        rings.write(tick.start(), found);
      } catch (SQLException e) {
        if (!RowFaults.isOfTheRow(e)) {
          throw new IOException("rings could not be written: " + e.getMessage(), e);
        }
        // Tried again it would be refused again, and nothing would ever come after it.
        unwritable.inc();
        LOG.error("The rings found at {} cannot be written: {}", tick.start(), e.getMessage());
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      // All that came is written.
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
