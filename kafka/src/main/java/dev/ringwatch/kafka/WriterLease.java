package dev.ringwatch.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of several servers is to write the order: the member of a group that has the one partition of
 * its topic. It says who should, and notices a death; that nobody else can, {@link OrderWriter}
 * sees to. Safe for threads.
 */
final class WriterLease implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Clients clients;
  private final String topic;
  private final Thread thread = new Thread(this::run, "event-log-lease");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean held;
  private boolean joined;
  private boolean closed;
  private @Nullable String problem;

  private WriterLease(KafkaLogConfig config, Clients clients) {
    this.clients = clients;
    topic = config.topics().order();
  }

  /** Applies for it. */
  static WriterLease apply(KafkaLogConfig config, Clients clients) {
    WriterLease lease = new WriterLease(config, clients);
    lease.thread.start();
    return lease;
  }

  /** Whether this process has it, as far as the brokers have said. */
  boolean isHeld() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until this process has it.
   *
   * @param answer how long for the brokers to say who has it
   * @param longest how long for another to give it up
   * @return whether it has it now
   */
  boolean await(Duration answer, Duration longest) {
    lock.lock();
    try {
      long left = answer.toNanos();
      while (!joined && left > 0) {
        left = changed.awaitNanos(left);
      }
      left = longest.toNanos();
      while (!held && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return isHeld();
  }

  /** Whether the brokers have said who has it. */
  boolean isJoined() {
    lock.lock();
    try {
      return joined;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      Consumer<byte[], byte[]> member = clients.candidate();
      try {
        member.subscribe(List.of(topic), this);
        while (!isClosed()) {
          beat(member);
        }
      } finally {
        Clients.close(member);
      }
    } catch (RuntimeException e) {
      note(e);
    } finally {
      // Whoever does not look after it does not have it.
      lose();
    }
  }

  private void beat(Consumer<byte[], byte[]> member) {
    try {
      // Nobody ends this thread by interrupting it; an interrupt would keep every call from
      // working.
      Thread.interrupted();
      member.pause(member.assignment());
      member.poll(POLL);
      note(null);
    } catch (RuntimeException e) {
      note(e);
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Says what is wrong once, however often it comes; null if nothing is any more. */
  private void note(@Nullable RuntimeException failure) {
    String words = failure == null ? null : Failures.words(failure);
    lock.lock();
    try {
      if (words != null && !words.equals(problem)) {
        LOG.warn("The lease of the event log could not be looked after: {}", words);
      }
      problem = words;
    } finally {
      lock.unlock();
    }
  }

  /** What was wrong when it could not be looked after the last time; empty if nothing was. */
  Optional<String> problem() {
    lock.lock();
    try {
      return Optional.ofNullable(problem);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> added) {
    set(added.isEmpty() ? isHeld() : true);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    set(revoked.isEmpty() && isHeld());
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    set(lost.isEmpty() && isHeld());
  }

  private void set(boolean isHeld) {
    lock.lock();
    try {
      held = isHeld;
      joined = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lose() {
    lock.lock();
    try {
      held = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives it back.
   *
   * @return whether this thread was interrupted meanwhile: it is not marked as such any more
   */
  boolean leave() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    return Threads.join(thread);
  }
}
