package dev.ringwatch.flink;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.control.UnknownControlException;
import dev.ringwatch.kafka.OrderControls;
import dev.ringwatch.log.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The control records of the topic of order. As in the server one of a kind that is not known stops
 * everything, for a newer version wrote it and it moves scores; one that cannot be read goes aside.
 */
final class OrderRecords implements KafkaRecordDeserializationSchema<Message> {

  OrderRecords() {}

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
    for (ControlRecord control : OrderControls.read(record.value())) {
      message(record, control).ifPresent(out::collect);
    }
  }

  private static Optional<Message> message(
      ConsumerRecord<byte[], byte[]> record, ControlRecord control) {
    try {
      return Controls.message(ControlRecords.read(control));
    } catch (UnknownControlException e) {
      throw e;
    } catch (RuntimeException e) {
      byte[] body = control.body().getBytes(StandardCharsets.UTF_8);
      String reason = "a control record of the kind " + control.kind() + " cannot be read: " + e;
      return Optional.of(RefusedRecord.message(record, body, reason));
    }
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return Message.TYPE;
  }
}
