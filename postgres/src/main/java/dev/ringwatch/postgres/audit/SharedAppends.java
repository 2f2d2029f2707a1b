package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends of many threads in few commits: what comes while a group is being written waits and is
 * the next group. A thread writes as long as something waits, and is made anew when something
 * comes. What waits is bounded by the number of threads that append. Safe for threads.
 */
final class SharedAppends {

  private static final Logger LOG = LoggerFactory.getLogger(SharedAppends.class);

  /** How long a thread waits for its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int STORE_WAIT_MILLIS = 5_000;

  /** A commit that was lost with its connection is tried, or found to be there, on a second one. */
  private static final int ATTEMPTS = 2;

  private static final int MAX_GROUP = 1_000;

  private final DataSource dataSource;
  private final Supplier<byte[]> salts;
  private final AtomicReference<AuditHead> known;
  private final AtomicBoolean writing = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /** Whether the last group failed; for whoever writes. */
  private volatile boolean failing;

  private record Waiting(Timed timed, CompletableFuture<@Nullable Void> answer) {}

  /** Shares with others what is known to be durable. */
  SharedAppends(DataSource dataSource, Supplier<byte[]> salts, AtomicReference<AuditHead> known) {
    this.dataSource = dataSource;
    this.salts = salts;
    this.known = known;
  }

  /** Returns once it is durable. */
  void append(Timed timed) {
    Waiting mine = new Waiting(timed, new CompletableFuture<>());
    queue.add(mine);
    if (writing.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::writeAll);
    }
    try {
      mine.answer().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw givenUp(mine, "the audit log was not written within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp(mine, "interrupted while the audit log was written", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new AuditUnavailableException(String.valueOf(cause.getMessage()), cause);
    }
  }

  /** What nobody waits for any more is not written, unless it is being written already. */
  private static AuditUnavailableException givenUp(Waiting mine, String why, Exception cause) {
    AuditUnavailableException failure = new AuditUnavailableException(why, cause);
    mine.answer().completeExceptionally(failure);
    return failure;
  }

  private void writeAll() {
    do {
      for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
        write(group);
      }
      writing.set(false);
      // Somebody may have come after the last look and before nobody wrote.
    } while (!queue.isEmpty() && writing.compareAndSet(false, true));
  }

  /** All that wait and whom somebody waits for, up to a number. */
  private List<Waiting> next() {
    List<Waiting> group = new ArrayList<>();
    Waiting waiting = queue.poll();
    while (waiting != null) {
      if (!waiting.answer().isDone()) {
        group.add(waiting);
      }
      waiting = group.size() < MAX_GROUP ? queue.poll() : null;
    }
    return group;
  }

  private void write(List<Waiting> group) {
    List<Timed> entries = group.stream().map(Waiting::timed).toList();
    try {
      commit(entries);
      group.forEach(waiting -> waiting.answer().complete(null));
      failing = false;
    } catch (SQLException | RuntimeException | Error e) {
      AuditUnavailableException failure =
          e instanceof AuditUnavailableException unavailable
              ? unavailable
              : new AuditUnavailableException(
                  "the audit log cannot be written: " + e.getMessage(), e);
      if (!failing) {
        LOG.error("What would have to be recorded is refused: {}", failure.getMessage());
      }
      failing = true;
      group.forEach(waiting -> waiting.answer().completeExceptionally(failure));
    }
  }

  private void commit(List<Timed> entries) throws SQLException {
    Attempt attempt = new Attempt(entries);
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        attempt.run();
        return;
      } catch (SQLException e) {
        if (left == 0 || !isLostConnection(e)) {
          throw e;
        }
        LOG.debug("Appending to the audit log once more: {}", e.getMessage());
      }
    }
  }

  /** By PostgreSQL's classes of errors: connection exception, operator intervention. */
  private static boolean isLostConnection(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  /** A group on its way into the table, which may take more than one connection. */
  private final class Attempt {

    private final List<Timed> entries;

    /** The end of what a connection was told to commit; nobody knows whether it did. */
    private @Nullable AuditHead uncertain;

    Attempt(List<Timed> entries) {
      this.entries = entries;
    }

    void run() throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        connection.setNetworkTimeout(Runnable::run, STORE_WAIT_MILLIS);
        AuditHead last = uncertain == null ? writeAtOnce(connection) : null;
        if (last == null) {
          last = Transaction.run(connection, () -> write(connection));
        }
        AuditLog.remember(known, last);
      }
    }

    /**
     * The new end, if the end was the one that is known; otherwise null, and nothing is written.
     */
    private @Nullable AuditHead writeAtOnce(Connection connection) throws SQLException {
      AuditHead head = known.get();
      List<AuditRow> rows = Chain.rows(head, entries, salts);
      uncertain = rows.getLast().head();
      if (!Chain.append(connection, head, rows)) {
        uncertain = null;
      }
      return uncertain;
    }

    private AuditHead write(Connection connection) throws SQLException {
      Chain chain = Chain.lock(connection, known.get());
      AuditHead before = uncertain;
      // The lock was free, so the former connection's transaction is over, one way or the other.
      if (before != null && chain.holds(before)) {
        return before;
      }
      uncertain = chain.append(entries, salts);
      return uncertain;
    }
  }
}
