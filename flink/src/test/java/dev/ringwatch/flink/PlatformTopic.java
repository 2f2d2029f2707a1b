package dev.ringwatch.flink;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.EventWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic as a platform writes to it.
 *
 * @param platform who writes
 * @param name of the topic
 * @param present when all records come there
 * @param used how many of the topic's partitions have events
 */
record PlatformTopic(Producer<byte[], byte[]> platform, String name, Instant present, int used) {

  void send(String text, int partition) {
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    var ignored =
        platform.send(
            new ProducerRecord<>(name, partition, present.toEpochMilli(), new byte[0], value));
  }

  /** An event, to the partition of its account. */
  void send(Event event) {
    send(event, Math.floorMod(event.account().hashCode(), used));
  }

  /** An event, to any partition. */
  void send(Event event, int partition) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventWriter writer = EventWriter.ndjson(bytes);
    writer.accept(event);
    writer.flush();
    send(bytes.toString(StandardCharsets.UTF_8).strip(), partition);
  }
}
