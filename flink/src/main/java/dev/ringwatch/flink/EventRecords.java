package dev.ringwatch.flink;

import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kafka.RecordDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records of the topic of events, as the event log on Kafka reads them ({@link RecordDecoder}).
 *
 * <p>The present of a record is the time that Kafka has it come at, so that it is taken or refused
 * alike whenever it is read. Where writers say that time themselves they cannot say one after the
 * real present, or a single record could let all time pass.
 */
final class EventRecords implements KafkaRecordDeserializationSchema<Message> {

  private final Duration maxAhead;
  private final Duration maxAge;
  private final @Nullable String schemas;
  private final Keys keys;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient RecordDecoder decoder;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient InstantSource clock;

  EventRecords(KafkaLogConfig.Platform platform, Keys keys) {
    maxAhead = platform.maxAhead();
    maxAge = platform.maxAge();
    schemas = platform.schemas().map(Path::toString).orElse(null);
    this.keys = keys;
  }

  @Override
  public void open(InitializationContext context) {
    open(InstantSource.system());
  }

  /** Begins, with a clock. */
  void open(InstantSource present) {
    clock = present;
    decoder =
        new RecordDecoder(
            new KafkaLogConfig.Platform(
                maxAhead, maxAge, Optional.ofNullable(schemas).map(Path::of)));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
    Header header = record.headers().lastHeader(RecordDecoder.HEADER);
    byte[] ours = header == null ? null : header.value();
    out.collect(
        switch (decoder.decode(record.value(), ours, present(record))) {
          case RecordDecoder.Decoded.Usable usable -> Message.of(usable.event(), keys);
          case RecordDecoder.Decoded.Unusable unusable ->
              RefusedRecord.message(record, unusable.reason());
        });
  }

  private Instant present(ConsumerRecord<byte[], byte[]> record) {
    Instant now = clock.instant();
    if (record.timestamp() == ConsumerRecord.NO_TIMESTAMP) {
      return now;
    }
    Instant came = Instant.ofEpochMilli(record.timestamp());
    return came.isAfter(now) ? now : came;
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return Message.TYPE;
  }
}
