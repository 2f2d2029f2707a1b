package dev.ringwatch.kafka;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The header that our own records bear: that their value is exact, and whose call they came in.
 *
 * @param process a number of the process that appended, drawn when its log was opened
 * @param call the number of its call
 * @param place which of the call's events it is, from 0: one that is in the topic twice is no other
 */
record CallHeader(long process, long call, int place) {

  /** The header's name. */
  static final String NAME = "ringwatch-call";

  /** Of the format, and of whatever changes what a value means. */
  private static final byte VERSION = 2;

  private static final int LENGTH = 1 + 2 * Long.BYTES + Integer.BYTES;

  /** Of a call's first event. */
  CallHeader(long process, long call) {
    this(process, call, 0);
  }

  /** Of another event of the same call. */
  CallHeader at(int otherPlace) {
    return new CallHeader(process, call, otherPlace);
  }

  /** As the header's value. */
  byte[] bytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .putLong(process)
        .putLong(call)
        .putInt(place)
        .array();
  }

  /** The header of a record; empty if somebody else wrote it. */
  static Optional<CallHeader> of(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(NAME);
    return of(header == null ? null : header.value());
  }

  /** What the value of the header says; empty if it is none of ours. */
  static Optional<CallHeader> of(byte @Nullable [] value) {
    if (value == null || value.length != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return bytes.get() == VERSION
        ? Optional.of(new CallHeader(bytes.getLong(), bytes.getLong(), bytes.getInt()))
        : Optional.empty();
  }
}
