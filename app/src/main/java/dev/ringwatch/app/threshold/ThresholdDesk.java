package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.NewThreshold;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import dev.ringwatch.postgres.threshold.ThresholdState;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Where thresholds are proposed and let pass, by a calibration, a program or a form; each change is
 * made and recorded in one transaction. Who proposed one cannot let it pass. Safe for threads and
 * for several servers.
 */
public final class ThresholdDesk {

  /** The reason of what nobody decided. */
  private static final String BY_ITSELF =
      "it is higher than what holds, and ringwatch.calibration.auto-adjust is on";

  private final DataSource dataSource;
  private final ThresholdHistory history;
  private final ThresholdsInForce thresholds;
  private final Calibrator calibrator;
  private final CalibrationSettings settings;
  private final Audit audit;
  private final InstantSource clock;
  private final ReentrantLock calibrating = new ReentrantLock();

  /** A desk. */
  ThresholdDesk(
      DataSource dataSource,
      ThresholdsInForce thresholds,
      Calibrator calibrator,
      CalibrationSettings settings,
      Audit audit,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.history = new ThresholdHistory(dataSource);
    this.thresholds = thresholds;
    this.calibrator = calibrator;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /** That something cannot be done as things stand, in a sentence for people. */
  public static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  /** Whether a score can be a threshold: 0 to 100, in tenths as scores are. */
  public static boolean canBe(double score) {
    return score >= 0 && score <= 100 && Math.abs(score * 10 - Math.rint(score * 10)) < 1e-6;
  }

  /** What holds, or is about to. */
  IncidentPolicy holds() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return thresholds.decided(connection).at(ThresholdsInForce.END);
    }
  }

  /** What holds now of a kind. */
  private double holds(IncidentKind kind) throws SQLException {
    return holds().threshold(kind);
  }

  /**
   * Calibrates the threshold of accounts now.
   *
   * @return what it came to
   * @throws RefusedException if another calibration is under way
   */
  public KeptThreshold calibrate(Who who) throws SQLException {
    if (!calibrating.tryLock()) {
      throw new RefusedException("a calibration is under way; look at what it comes to");
    }
    try {
      Instant now = clock.instant();
      return keep(who, calibrator.calibrate(holds(IncidentKind.ACCOUNT), now), now);
    } finally {
      calibrating.unlock();
    }
  }

  /**
   * Proposes a threshold that a person chose.
   *
   * @throws RefusedException if it is what holds already
   */
  public KeptThreshold propose(Who who, IncidentKind kind, double threshold, String reason)
      throws SQLException {
    double holds = holds(kind);
    if (threshold == holds) {
      throw new RefusedException(
          "the threshold of " + kind.label() + " is " + threshold + " already");
    }
    return keep(
        who,
        new NewThreshold(kind, ThresholdState.PROPOSED, threshold, holds, reason, null),
        clock.instant());
  }

  private KeptThreshold keep(Who who, NewThreshold threshold, Instant now) throws SQLException {
    boolean passes =
        settings.autoAdjust()
            && threshold.basis() != null
            && threshold.state() == ThresholdState.PROPOSED
            && threshold.threshold() != null
            && threshold.threshold() > threshold.previous();
    return audit.change((connection, record) -> {
      ThresholdHistory.lock(connection);
      double holds =
          thresholds.decided(connection).at(ThresholdsInForce.END).threshold(threshold.kind());
      if (holds != threshold.previous()) {
        throw new RefusedException(
            "the threshold became " + number(holds) + " meanwhile; do it again from there");
      }
      KeptThreshold kept =
          history.add(connection, orWaiting(connection, threshold), who.actor().toString(), now);
      record.accept(entry(who, action(threshold), kept));
      return passes && kept.state() == ThresholdState.PROPOSED
          ? approve(connection, record, Who.system(), kept, BY_ITSELF).orElse(kept)
          : kept;
    });
  }

  /** The same that waits already is not proposed once more, so that it can be decided. */
  private NewThreshold orWaiting(Connection connection, NewThreshold threshold)
      throws SQLException {
    if (threshold.basis() == null || threshold.state() != ThresholdState.PROPOSED) {
      return threshold;
    }
    return ThresholdHistory.waitingCalibration(connection, threshold.kind())
        .filter(waiting -> Objects.equals(waiting.threshold(), threshold.threshold()))
        .map(waiting ->
            new NewThreshold(
                threshold.kind(),
                ThresholdState.UNCHANGED,
                threshold.threshold(),
                threshold.previous(),
                "number " + waiting.id() + ", which waits, says the same: " + threshold.reason(),
                threshold.basis()))
        .orElse(threshold);
  }

  private static AuditAction action(NewThreshold threshold) {
    return threshold.basis() == null
        ? AuditAction.THRESHOLD_PROPOSE
        : AuditAction.THRESHOLD_CALIBRATE;
  }

  /**
   * Lets a proposal pass.
   *
   * @return as it is now
   * @throws RefusedException if it is not waiting, or was proposed by who asks
   */
  public KeptThreshold approve(Who who, KeptThreshold proposal, String reason) throws SQLException {
    if (proposal.proposed().by().equals(who.actor().toString())) {
      throw new RefusedException(
          "threshold " + proposal.id() + " was proposed by you: somebody else lets it pass");
    }
    return audit
        .change((connection, record) -> approve(connection, record, who, proposal, reason))
        .orElseThrow(() -> notWaiting(proposal));
  }

  private Optional<KeptThreshold> approve(
      Connection connection,
      Consumer<AuditEntry> record,
      Who who,
      KeptThreshold proposal,
      String reason)
      throws SQLException {
    Optional<KeptThreshold> approved =
        history.approve(connection, proposal, who.actor().toString(), reason, clock.instant());
    approved.ifPresent(it -> record.accept(entry(who, AuditAction.THRESHOLD_APPROVE, it)));
    return approved;
  }

  /** The threshold of accounts that holds, or is about to. */
  public double ofAccounts() throws SQLException {
    return holds(IncidentKind.ACCOUNT);
  }

  /**
   * A change of the threshold of accounts that is part of another.
   *
   * @param from what has to hold
   * @param to what is to hold
   * @param reason why
   */
  public record Move(double from, double to, String reason) {}

  /**
   * Has another threshold of accounts hold as part of a change that was let pass, in its
   * transaction. Nothing is done where it is the same.
   *
   * @param record takes what the audit log is to say
   * @throws RefusedException if something else holds meanwhile
   */
  public void move(Connection connection, Consumer<AuditEntry> record, Who who, Move move)
      throws SQLException {
    ThresholdHistory.lock(connection);
    double holds =
        thresholds.decided(connection).at(ThresholdsInForce.END).threshold(IncidentKind.ACCOUNT);
    if (holds != move.from()) {
      throw new RefusedException(
          "the threshold is " + number(holds) + " and not " + number(move.from()) + " any more");
    }
    if (move.from() == move.to()) {
      return;
    }
    NewThreshold threshold =
        new NewThreshold(
            IncidentKind.ACCOUNT,
            ThresholdState.PROPOSED,
            move.to(),
            move.from(),
            move.reason(),
            null);
    KeptThreshold kept =
        history.add(connection, threshold, who.actor().toString(), clock.instant());
    record.accept(entry(who, AuditAction.THRESHOLD_PROPOSE, kept));
    KeptThreshold _ =
        approve(connection, record, who, kept, move.reason()).orElseThrow(() -> notWaiting(kept));
  }

  /**
   * Says no to a proposal; who made it may too, if they may decide about those of others.
   *
   * @return as it is now
   * @throws RefusedException if it is not waiting
   */
  public KeptThreshold reject(Who who, KeptThreshold proposal, String reason) throws SQLException {
    Optional<KeptThreshold> rejected =
        audit.change((connection, record) -> {
          Optional<KeptThreshold> done =
              history.reject(
                  connection, proposal.id(), who.actor().toString(), reason, clock.instant());
          done.ifPresent(it -> record.accept(entry(who, AuditAction.THRESHOLD_REJECT, it)));
          return done;
        });
    return rejected.orElseThrow(() -> notWaiting(proposal));
  }

  private static RefusedException notWaiting(KeptThreshold proposal) {
    return new RefusedException(
        "threshold " + proposal.id() + " does not wait to be decided; nothing was changed");
  }

  private static AuditEntry entry(Who who, AuditAction action, KeptThreshold kept) {
    Map<String, String> details = new TreeMap<>();
    details.put("kind", kept.kind().label());
    details.put("state", kept.state().word());
    details.put("previous", number(kept.previous()));
    details.put("reason", kept.decision() == null ? kept.reason() : kept.decision().reason());
    if (kept.threshold() != null) {
      details.put("threshold", number(kept.threshold()));
    }
    return Audit.done(who, action, Long.toString(kept.id()), details);
  }

  private static String number(double score) {
    return String.format(Locale.ROOT, "%.1f", score);
  }

  /** Whether the last calibration is as long ago as the next one has to be. */
  boolean isDue() throws SQLException {
    if (settings.every().isZero()) {
      return false;
    }
    try (Connection connection = dataSource.getConnection()) {
      Instant due = clock.instant().minus(settings.every());
      return ThresholdHistory.lastCalibration(connection, IncidentKind.ACCOUNT)
          .map(last -> !last.proposed().at().isAfter(due))
          .orElse(true);
    }
  }
}
