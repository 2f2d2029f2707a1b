package dev.ringwatch.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Avro as Avro's own library writes it. */
final class AvroBytes {

  private AvroBytes() {}

  /** A record's bytes in single-object encoding. */
  static byte[] marked(GenericData.Record record) throws IOException {
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), record.getSchema())
            .encode(record);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** A record's bytes behind a number of its schema. */
  static byte[] numbered(int number, GenericData.Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(number).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** A record of the topic of events that somebody else wrote. */
  static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("events", 0, 0, new byte[0], value);
  }
}
