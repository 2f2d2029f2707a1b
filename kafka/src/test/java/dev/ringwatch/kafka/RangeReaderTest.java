package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RangeReaderTest {

  private static final int PARTITIONS = 16;
  private static final int RECORDS = 120;
  private static final int RECORD_BYTES = 8_000;
  private static final int IN_A_RANGE = 10;
  private static final int FETCHED_OF_A_PARTITION = 32_000;
  private static final long BOUND = 200_000;

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);

  @Test
  void readsAheadUpToABoundOverAllPartitions() {
    KafkaLogConfig config = fetchingLittle(BROKERS.config(PARTITIONS));
    Clients clients = new Clients(config);
    new LogTopics(config).make(clients);
    fill(config.topics().events());
    long most = 0;
    try (RangeReader reader = new RangeReader(config, clients, "test", BOUND)) {
      for (int from = 0; from < RECORDS; from += IN_A_RANGE) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          OrderGroup.Range range =
              new OrderGroup.Range(partition, from, from + IN_A_RANGE, IN_A_RANGE, List.of());
          assertThat(reader.read(range))
              .as("partition %s from %s", partition, from)
              .extracting(ConsumerRecord::offset)
              .first()
              .isEqualTo((long) from);
          most = Math.max(most, reader.readyBytes());
        }
      }
      assertThat(reader.readyBytes()).as("nothing is left over").isZero();
    }
    // A poll gives what came before it was known to be too much: a little of each partition.
    assertThat(most).isPositive().isLessThan(BOUND + 2L * PARTITIONS * FETCHED_OF_A_PARTITION);
    assertThat(most).isLessThan((long) PARTITIONS * RECORDS * RECORD_BYTES / 4);
  }

  private static KafkaLogConfig fetchingLittle(KafkaLogConfig config) {
    Map<String, String> client = new HashMap<>(config.client());
    client.put("max.partition.fetch.bytes", String.valueOf(FETCHED_OF_A_PARTITION));
    return new KafkaLogConfig(
        client, config.topics(), config.platform(), config.waits(), config.bounds());
  }

  private static void fill(String topic) {
    Random random = new Random(1);
    try (Producer<byte[], byte[]> platform = BROKERS.platform(Map.of())) {
      for (int i = 0; i < PARTITIONS * RECORDS; i++) {
        byte[] value = new byte[RECORD_BYTES];
        random.nextBytes(value);
        var ignored = platform.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value));
      }
      platform.flush();
    }
  }
}
