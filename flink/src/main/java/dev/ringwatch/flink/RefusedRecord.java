package dev.ringwatch.flink;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a topic that cannot be used, as a message that bears where it is as its key.
 *
 * @param reason why, for a person
 * @param value its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, and changed by nobody
record RefusedRecord(String reason, byte[] value) {

  /** So much of it is kept, as the event log's own dead letters do. */
  private static final int MOST_BYTES = 500_000;

  /** Before all events. */
  private static final long NO_TIME = Long.MIN_VALUE;

  private static final byte[] NOTHING = {};

  /** The message of a record that cannot be used. */
  static Message message(ConsumerRecord<byte[], byte[]> record, String reason) {
    return message(record, record.value() == null ? NOTHING : record.value(), reason);
  }

  /** The message of what a record holds and that cannot be used. */
  static Message message(ConsumerRecord<byte[], byte[]> record, byte[] value, String reason) {
    byte[] kept = value.length <= MOST_BYTES ? value : Arrays.copyOf(value, MOST_BYTES);
    byte[] body =
        Packed.bytes(out -> {
          out.putText(reason);
          out.putInt(kept.length);
          out.putBytes(kept, kept.length);
        });
    String place = record.topic() + "-" + record.partition() + "@" + record.offset();
    return new Message(Kind.REFUSED, place, NO_TIME, body);
  }

  /** What {@link #message} says. */
  static RefusedRecord read(BlockReader in) throws IOException {
    return new RefusedRecord(in.readText(), in.readBytes(in.readCount()));
  }
}
