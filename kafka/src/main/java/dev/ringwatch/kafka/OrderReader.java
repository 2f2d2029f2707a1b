package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the topic of order. Used by one thread. */
final class OrderReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_SEEN = 10_000;

  /**
   * A group at its place.
   *
   * @param offset its place
   * @param group the group
   */
  record Placed(long offset, OrderGroup group) {}

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Duration patience;
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

  /** Where groups that were seen are, by the number of their first entry; narrows searches. */
  private final NavigableMap<Long, Long> seen = new TreeMap<>();

  OrderReader(KafkaLogConfig config, Clients clients, String role) {
    consumer = clients.reader(role);
    partition = new TopicPartition(config.topics().order(), 0);
    patience = config.waits().store();
    consumer.assign(List.of(partition));
  }

  /** The last group; empty while there is none. O(the groups that were given up behind it). */
  Optional<OrderGroup> last() {
    long begin = begin();
    long end = end();
    for (long back = 2; ; back *= 2) {
      long from = Math.max(begin, end - back);
      seek(from);
      Optional<Placed> last = Optional.empty();
      for (Optional<Placed> next = next(end); next.isPresent(); next = next(end)) {
        last = next;
      }
      if (last.isPresent() || from == begin) {
        return last.map(Placed::group);
      }
    }
  }

  /**
   * Goes to the last group that begins at an entry or before it; to the first that is left if there
   * is none. O(log groups) requests.
   */
  void goTo(long seq) {
    long end = end();
    Map.Entry<Long, Long> before = seen.floorEntry(seq);
    Map.Entry<Long, Long> behind = seen.higherEntry(seq);
    long found = before == null ? begin() : before.getValue();
    long low = found + (before == null ? 0 : 1);
    long high = behind == null ? end : behind.getValue();
    while (low < high) {
      long middle = low + (high - low) / 2;
      seek(middle);
      Optional<Placed> placed = next(end);
      if (placed.isEmpty() || placed.get().group().firstSeq() > seq) {
        high = middle;
      } else {
        found = placed.get().offset();
        low = found + 1;
      }
    }
    seek(found);
  }

  /** The next group, which is known to be there. */
  OrderGroup next() {
    return next(Long.MAX_VALUE)
        .orElseThrow(() -> new LogUnavailableException("the order ends too early"))
        .group();
  }

  /** The next group before an offset. */
  private Optional<Placed> next(long end) {
    long left = patience.toNanos();
    while (read.isEmpty()) {
      if (consumer.position(partition) >= end) {
        return Optional.empty();
      }
      long asked = System.nanoTime();
      consumer.poll(POLL).forEach(read::add);
      left -= System.nanoTime() - asked;
      if (read.isEmpty() && left < 0) {
        throw new LogUnavailableException(
            partition.topic() + " gave nothing within " + patience.toMillis() + " ms");
      }
    }
    if (read.getFirst().offset() >= end) {
      return Optional.empty();
    }
    ConsumerRecord<byte[], byte[]> record = read.removeFirst();
    OrderGroup group = OrderCodec.read(record.value());
    if (seen.size() >= MAX_SEEN) {
      seen.clear();
    }
    seen.put(group.firstSeq(), record.offset());
    return Optional.of(new Placed(record.offset(), group));
  }

  private void seek(long offset) {
    read.clear();
    consumer.seek(partition, offset);
  }

  private long begin() {
    Collection<TopicPartition> one = List.of(partition);
    return consumer.beginningOffsets(one).getOrDefault(partition, 0L);
  }

  private long end() {
    Collection<TopicPartition> one = List.of(partition);
    return consumer.endOffsets(one).getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    Clients.close(consumer);
  }
}
