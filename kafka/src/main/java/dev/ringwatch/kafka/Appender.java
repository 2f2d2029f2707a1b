package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.log.UnkeepableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the topic of events, keyed by account. Safe for threads: what one call appends
 * to a partition follows one another there. A call holds its thread for as long as an append may
 * wait at most, however many its events are and however many others wait.
 */
final class Appender implements AutoCloseable {

  /** What a record takes beside its key and value. */
  private static final int RECORD_BYTES = 500;

  private final String topic;
  private final Duration patience;
  private final int maxRecordBytes;
  private final Producer<byte[], byte[]> producer;

  /** Held while one call's events are handed over. */
  private final ReentrantLock handing = new ReentrantLock();

  /**
   * Appends nothing yet.
   *
   * @param maxRecordBytes how long a record the topic takes
   */
  Appender(KafkaLogConfig config, Clients clients, int maxRecordBytes) {
    topic = config.topics().events();
    patience = config.waits().answer();
    this.maxRecordBytes = maxRecordBytes;
    producer = clients.appender();
  }

  /**
   * Sends events on their way. Waits for as long as an append may at most, for the brokers to say
   * where to and for room.
   *
   * @return done once all replicas in sync have them, or failed if that is uncertain
   * @throws UnkeepableEventException if one is larger than the topic takes; nothing was sent
   */
  CompletableFuture<Void> send(List<Event> events, CallHeader header) {
    long end = System.nanoTime() + patience.toNanos();
    List<ProducerRecord<byte[], byte[]>> records = records(events, header);
    Sent sent = new Sent(records.size());
    if (!begin(end)) {
      sent.fail("others' events wait for the brokers", null);
      return sent.all;
    }
    try {
      for (ProducerRecord<byte[], byte[]> record : records) {
        if (!hand(record, sent, end)) {
          break;
        }
      }
    } finally {
      handing.unlock();
    }
    return sent.all;
  }

  private List<ProducerRecord<byte[], byte[]>> records(List<Event> events, CallHeader header) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
    for (Event event : events) {
      byte[] account = event.account().value().getBytes(StandardCharsets.UTF_8);
      byte[] value = EventJson.write(event);
      if ((long) account.length + value.length + RECORD_BYTES > maxRecordBytes) {
        throw new UnkeepableEventException(
            "an event of "
                + value.length
                + " bytes is larger than "
                + topic
                + " takes: its max.message.bytes allows "
                + maxRecordBytes);
      }
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, account, value);
      record.headers().add(CallHeader.NAME, header.at(records.size()).bytes());
      records.add(record);
    }
    return records;
  }

  private boolean begin(long end) {
    try {
      return handing.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Hands a record to the producer, which has it then; false if it did not take it. */
  private boolean hand(ProducerRecord<byte[], byte[]> record, Sent sent, long end) {
    do {
      sent.refusal = null;
      try {
        var ignored = producer.send(record, sent);
      } catch (KafkaException | IllegalStateException e) {
        sent.fail(Failures.words(e), e);
        return false;
      }
      if (sent.refusal == null) {
        return true;
      }
      // The producer waits for a moment only; it was not taken, so it may be given again.
    } while (sent.refusal instanceof TimeoutException && System.nanoTime() < end);
    sent.fail(Failures.words(sent.refusal), sent.refusal);
    return false;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  /** What became of the records of one call. */
  private final class Sent implements Callback {

    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private final AtomicInteger left;
    private final Thread caller = Thread.currentThread();

    /** Why the producer did not take the last one. Of the caller's thread. */
    private @Nullable Exception refusal;

    Sent(int records) {
      left = new AtomicInteger(records);
    }

    @Override
    public void onCompletion(RecordMetadata place, @Nullable Exception failure) {
      if (failure == null) {
        if (left.decrementAndGet() == 0) {
          all.complete(null);
        }
      } else if (Thread.currentThread().equals(caller)) {
        refusal = failure;
      } else {
        fail(Failures.words(failure), failure);
      }
    }

    private void fail(String reason, @Nullable Exception cause) {
      String sentence = "the brokers did not acknowledge events for " + topic + ": " + reason;
      all.completeExceptionally(
          cause == null
              ? new LogUnavailableException(sentence)
              : new LogUnavailableException(sentence, cause));
    }
  }
}
