package dev.ringwatch.app.audit;

import dev.ringwatch.postgres.audit.AuditHead;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server records of itself: that it starts and stops, how many requests it refused, and
 * beside the database where the log ends.
 */
public final class ServerAudit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerAudit.class);

  /** What is younger than this may be cut off unseen, once the server is stopped. */
  private static final int NOTE_MINUTES = 10;

  private final Audit audit;
  private final AuditRows rows;
  private final HeadsFile file;
  private final RequestRecords requests;
  private final String version;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit").daemon().factory());

  private @Nullable AuditHead noted;

  /** A server's own records; {@link #start} writes the first. */
  ServerAudit(
      Audit audit,
      AuditRows rows,
      HeadsFile file,
      RequestRecords requests,
      String version,
      Clock clock) {
    this.audit = audit;
    this.rows = rows;
    this.file = file;
    this.requests = requests;
    this.version = version;
    this.clock = clock;
  }

  /** Looks whether the log goes on from where it was noted, and records the start. */
  void start() throws IOException, SQLException {
    List<AuditHead> heads = file.read().heads();
    if (!heads.isEmpty() && !rows.holds(heads.getLast())) {
      LOG.error(
          "The audit log does not hold row {} as {} has it: it was cut off, rewritten, or restored"
              + " from an older backup; ringwatch audit verify says more",
          heads.getLast().seq(),
          file);
    }
    audit.record(
        Who.system(), AuditAction.SERVER_START, "", Audit.DONE, Map.of("version", version));
    note();
    // They end with the timer, and what fails is caught.
    ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::tell, 1, 1, TimeUnit.MINUTES);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::note, NOTE_MINUTES, NOTE_MINUTES, TimeUnit.MINUTES);
  }

  /** Records how many requests were refused, if any were. */
  private void tell() {
    RequestRecords.Refused refused = requests.takeRefused();
    if (refused.isNone()) {
      return;
    }
    try {
      audit.record(
          Who.system(),
          AuditAction.ACCESS_REFUSED,
          "",
          Audit.DONE,
          Map.of(
              "unauthenticated", Long.toString(refused.unauthenticated()),
              "forbidden", Long.toString(refused.forbidden())));
    } catch (AuditUnavailableException e) {
      requests.giveBack(refused);
    }
  }

  /** Notes where the log ends, if it moved. */
  private synchronized void note() {
    try {
      AuditHead head = rows.head();
      if (!head.equals(noted)) {
        file.note(clock.instant(), head);
        noted = head;
        LOG.info("The audit log ends at {}", head);
      }
    } catch (IOException | SQLException e) {
      LOG.warn("Where the audit log ends could not be noted in {}: {}", file, e.toString());
    }
  }

  /** Records the stop. */
  @Override
  public void close() {
    timer.shutdownNow();
    tell();
    try {
      audit.record(Who.system(), AuditAction.SERVER_STOP, "", Audit.DONE, Map.of());
    } catch (AuditUnavailableException e) {
      LOG.warn("The stop of the server is not recorded: {}", e.getMessage());
    }
    note();
  }
}
