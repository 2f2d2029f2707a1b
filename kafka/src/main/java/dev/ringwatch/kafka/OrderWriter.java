package dev.ringwatch.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The right to write the order, until somebody else takes it. Whatever an earlier holder had begun
 * is ended, one way or the other, when this has been made; it can write nothing more. Used by one
 * thread.
 */
final class OrderWriter implements AutoCloseable {

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  /**
   * Takes the right.
   *
   * @throws KafkaException if the brokers do not answer
   */
  OrderWriter(KafkaLogConfig config, Clients clients) {
    topic = config.topics().order();
    producer = clients.orderer();
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes a group and what it leaves out as dead letters, all or nothing.
   *
   * @throws KafkaException if another has the right now, or it is not known whether it was written;
   *     only a new writer can say
   */
  void write(OrderGroup group, List<ProducerRecord<byte[], byte[]>> deadLetters) {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    sent.add(producer.send(new ProducerRecord<>(topic, OrderCodec.write(group))));
    deadLetters.forEach(letter -> sent.add(producer.send(letter)));
    // Waits for all that was sent, and fails if any of it did.
    producer.commitTransaction();
    if (!sent.stream().allMatch(Future::isDone)) {
      throw new KafkaException("a transaction was committed before its records were");
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
