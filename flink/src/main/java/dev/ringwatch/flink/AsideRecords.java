package dev.ringwatch.flink;

import dev.ringwatch.event.Event;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.flink.SetAsides.SetAside;
import dev.ringwatch.kafka.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What does not count as records of a topic, each with the headers {@code what} ({@code late},
 * {@code failed} or {@code refused}) and {@code reason}. The key is the account, or of a record
 * that could not be used where it is. Counts them too, from the start on: what begins to exist with
 * the first of them shows nobody that it grew.
 */
final class AsideRecords implements KafkaRecordSerializationSchema<Message> {

  private static final List<String> WHAT = List.of("late", "failed", "refused");
  private static final String LATE = "it came after its minute had closed";

  private final String topic;

  @SuppressWarnings("NullAway.Init") // made in open
  private transient Map<String, Counter> counters;

  AsideRecords(String topic) {
    this.topic = topic;
  }

  /**
   * What goes aside.
   *
   * @param what of which kind
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, and changed by nobody
  private record Aside(String what, String key, byte[] value, String reason) {

    static Aside of(Message message) {
      if (message.kind() == Kind.EVENT) {
        return of("late", message.event(), LATE);
      }
      if (message.kind() == Kind.SET_ASIDE) {
        SetAside failed = message.read(SetAsides::read);
        return of("failed", failed.event(), failed.why());
      }
      if (message.kind() == Kind.REFUSED) {
        RefusedRecord refused = message.read(RefusedRecord::read);
        return new Aside("refused", message.key(), refused.value(), refused.reason());
      }
      throw new IllegalStateException(message.kind() + " does not go aside");
    }

    private static Aside of(String what, Event event, String reason) {
      return new Aside(what, event.account().value(), EventJson.write(event), reason);
    }
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sink) {
    open(context.getMetricGroup());
  }

  /** Begins to count. */
  void open(MetricGroup group) {
    counters = new HashMap<>();
    WHAT.forEach(what -> counters.put(what, group.counter(what + "Aside")));
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Message message, KafkaSinkContext context, @Nullable Long millis) {
    return record(message);
  }

  /** The record of a message. */
  ProducerRecord<byte[], byte[]> record(Message message) {
    Aside aside = Aside.of(message);
    Objects.requireNonNull(counters.get(aside.what)).inc();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(aside.key), aside.value);
    record.headers().add("what", bytes(aside.what));
    record.headers().add("reason", bytes(aside.reason));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
