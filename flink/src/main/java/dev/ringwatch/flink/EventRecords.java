package dev.ringwatch.flink;

import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kafka.RecordDecoder;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The records of the topic of events, as the event log on Kafka reads them ({@link RecordDecoder}).
 * The present of a record is the time that Kafka has it come at, so that it is taken or refused
 * alike whenever it is read.
 */
final class EventRecords implements KafkaRecordDeserializationSchema<Message> {

  /** So much of a refused record is kept. */
  private static final int MOST_BYTES = 500_000;

  /** Before all events: what is none moves no watermark. */
  private static final long NO_TIME = Long.MIN_VALUE;

  private static final byte[] NOTHING = {};

  private final KafkaLogConfig.Platform platform;
  private final Keys keys;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient RecordDecoder decoder;

  EventRecords(KafkaLogConfig.Platform platform, Keys keys) {
    this.platform = platform;
    this.keys = keys;
  }

  @Override
  public void open(InitializationContext context) {
    decoder = new RecordDecoder(platform);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
    Header header = record.headers().lastHeader(RecordDecoder.HEADER);
    byte[] ours = header == null ? null : header.value();
    Instant came = Instant.ofEpochMilli(record.timestamp());
    out.collect(
        switch (decoder.decode(record.value(), ours, came)) {
          case RecordDecoder.Decoded.Usable usable -> Message.of(usable.event(), keys);
          case RecordDecoder.Decoded.Unusable unusable -> refused(record, unusable.reason());
        });
  }

  private static Message refused(ConsumerRecord<byte[], byte[]> record, String reason) {
    byte[] value = record.value() == null ? NOTHING : record.value();
    byte[] kept = Arrays.copyOf(value, Math.min(value.length, MOST_BYTES));
    byte[] body =
        Packed.bytes(out -> {
          out.putText(reason);
          out.putInt(kept.length);
          out.putBytes(kept, kept.length);
        });
    String place = record.topic() + "-" + record.partition() + "@" + record.offset();
    return new Message(Kind.REJECTED, place, NO_TIME, body);
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return Message.TYPE;
  }
}
