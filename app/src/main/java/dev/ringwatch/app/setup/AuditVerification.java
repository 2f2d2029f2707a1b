package dev.ringwatch.app.setup;

import dev.ringwatch.app.audit.HeadsFile;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.audit.AuditFinding;
import dev.ringwatch.postgres.audit.AuditReport;
import dev.ringwatch.postgres.audit.AuditRows;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the audit log is as it was written, when somebody asks, and remembers what the last
 * look found. One look at a time; it reads all rows, in a thread of its own. Safe for threads.
 */
final class AuditVerification {

  private static final Logger LOG = LoggerFactory.getLogger(AuditVerification.class);

  private final AuditRows rows;
  private final HeadsFile heads;
  private final InstantSource clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Optional<Result> last = Optional.empty();

  AuditVerification(AuditRows rows, HeadsFile heads, InstantSource clock) {
    this.rows = rows;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * What a look found.
   *
   * @param at when it ended
   * @param whole whether the log is as it was written
   * @param sentence the same for a person
   * @param findings what is not, a sentence each
   */
  record Result(Instant at, boolean whole, String sentence, List<String> findings) {}

  /** Whether a look goes on. */
  boolean isRunning() {
    return running.get();
  }

  /** What the last look of this server found; empty before the first. */
  Optional<Result> last() {
    return last;
  }

  /** Begins a look, unless one goes on. */
  void begin() {
    if (running.compareAndSet(false, true)) {
      Thread _ = Thread.ofVirtual().name("audit verification").start(this::look);
    }
  }

  private void look() {
    try {
      HeadsFile.Noted noted = heads.read();
      AuditReport report = rows.verify(noted.heads());
      last = Optional.of(result(report, noted.heads().size()));
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.warn("the audit log could not be verified: {}", e.toString());
      String sentence = "It could not be read to its end: the server's log says why.";
      last = Optional.of(new Result(clock.instant(), false, sentence, List.of()));
    } finally {
      running.set(false);
    }
  }

  private Result result(AuditReport report, int noted) {
    String sentence =
        report.isWhole()
            ? "All "
                + Numbers.count(report.rows(), "row")
                + " are as they were written, "
                + Numbers.count(report.erased())
                + " of them erased; "
                + Numbers.count(noted, "noted head")
                + " hold. It ends at "
                + report.last()
                + "."
            : "It is not as it was written: " + Numbers.count(report.wrong(), "finding") + ".";
    return new Result(
        clock.instant(),
        report.isWhole(),
        sentence,
        report.findings().stream().map(AuditFinding::what).toList());
  }
}
