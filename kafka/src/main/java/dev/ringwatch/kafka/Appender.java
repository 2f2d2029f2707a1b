package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Appends events to the topic of events, keyed by account. Safe for threads: what one call appends
 * to a partition follows one another there.
 */
final class Appender implements AutoCloseable {

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  Appender(KafkaLogConfig config, Clients clients) {
    topic = config.topics().events();
    producer = clients.appender();
  }

  /**
   * Sends events on their way.
   *
   * @return done once all replicas in sync have them, or failed if that is uncertain
   */
  CompletableFuture<Void> send(List<Event> events, CallHeader header) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
    for (Event event : events) {
      byte[] account = event.account().value().getBytes(StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, account, EventJson.write(event));
      record.headers().add(CallHeader.NAME, header.bytes());
      records.add(record);
    }
    List<CompletableFuture<Void>> sent = new ArrayList<>(records.size());
    synchronized (this) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(send(record));
      }
    }
    return CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0]));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      var ignored =
          producer.send(
              record,
              (place, failure) -> {
                if (failure == null) {
                  sent.complete(null);
                } else {
                  sent.completeExceptionally(unavailable(failure));
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      sent.completeExceptionally(unavailable(e));
    }
    return sent;
  }

  private LogUnavailableException unavailable(Exception failure) {
    return new LogUnavailableException(
        "the brokers did not acknowledge events for " + topic + ": " + failure.getMessage(),
        failure);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
