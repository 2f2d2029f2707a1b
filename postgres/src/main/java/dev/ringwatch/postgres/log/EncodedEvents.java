package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.StableHash;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/**
 * The events of one append as rows of a binary COPY, made by the thread that appends, so that the
 * committing thread has only to number and to send them. Not safe for threads; handed over.
 */
final class EncodedEvents {

  /** A guess at a row's bytes. */
  private static final int USUAL_ROW = 320;

  private static final int SECONDS_PER_HOUR = 3_600;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final List<Event> events;
  private final byte[] rows;
  private final int[] starts;
  private final long[] hashes;

  private EncodedEvents(List<Event> events, byte[] rows, int[] starts, long[] hashes) {
    this.events = events;
    this.rows = rows;
    this.starts = starts;
    this.hashes = hashes;
  }

  /**
   * Encodes events. O(their bytes).
   *
   * @param events which nobody changes any more
   * @param receivedAt when they came
   * @param secret what the hashes of identities begin with
   */
  static EncodedEvents of(List<Event> events, Instant receivedAt, long secret) {
    RowWriter writer = new RowWriter(USUAL_ROW * (events.size() + 1));
    int[] starts = new int[events.size() + 1];
    long[] hashes = new long[events.size()];
    for (int i = 0; i < hashes.length; i++) {
      Event event = events.get(i);
      starts[i] = writer.position();
      writer.write(event, receivedAt);
      hashes[i] = hash(EventColumns.micros(event.timestamp()), event.id(), secret);
    }
    starts[hashes.length] = writer.position();
    return new EncodedEvents(events, writer.array(), starts, hashes);
  }

  /** The hash of an identity. */
  static long hash(long micros, String id, long secret) {
    return StableHash.of(id, StableHash.mix(micros ^ secret));
  }

  /** The hour of event time that a time falls into. */
  static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
  }

  /** How many events there are. */
  int size() {
    return hashes.length;
  }

  /** How many bytes their rows take. */
  int bytes() {
    return starts[hashes.length];
  }

  /** One of the events. */
  Event event(int index) {
    return events.get(index);
  }

  /** The hash of an event's identity. */
  long hash(int index) {
    return hashes[index];
  }

  /** Fills in an event's sequence number. */
  void number(int index, long seq) {
    LONGS.set(rows, starts[index] + RowWriter.SEQ_OFFSET, seq);
  }

  /** Writes the rows from one index to before another. */
  void write(int from, int to, OutputStream out) throws IOException {
    out.write(rows, starts[from], starts[to] - starts[from]);
  }
}
