package dev.ringwatch.app.learned;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.ThresholdDesk;
import dev.ringwatch.control.LearnedText;
import dev.ringwatch.learn.AdjustmentShape;
import dev.ringwatch.learn.Fallback;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.learned.NewBlend;
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

/**
 * Where what verdicts teach is learned, let pass and given up, by a program or a form; each change
 * is made and recorded in one transaction, and the threshold that goes with it is changed in the
 * same. Nothing is proposed that {@link dev.ringwatch.learn.PromotionGate} did not let pass, and
 * who had it learned cannot let it hold. Detection brings it into the log within seconds. Safe for
 * threads and for several servers.
 */
public final class BlendDesk {

  private final LearnedBlends blends;
  private final BlendLesson lesson;
  private final ThresholdDesk thresholds;
  private final CalibrationSettings settings;
  private final Audit audit;
  private final InstantSource clock;
  private final ReentrantLock learning = new ReentrantLock();

  BlendDesk(
      LearnedBlends blends,
      BlendLesson lesson,
      ThresholdDesk thresholds,
      CalibrationSettings settings,
      Audit audit,
      InstantSource clock) {
    this.blends = blends;
    this.lesson = lesson;
    this.thresholds = thresholds;
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

  /**
   * Learns from the verdicts that stand. Takes seconds to minutes; detection stands still for some
   * hundredths of a second.
   *
   * @return what it came to
   * @throws RefusedException if something holds already, it is under way, there is nothing to score
   *     yet, or there are hardly more verdicts than when it was compared last
   * @throws dev.ringwatch.app.detection.NotLiveException if detection does not answer
   */
  public KeptBlend learn(Who who) throws SQLException {
    if (!learning.tryLock()) {
      throw new RefusedException("learning from verdicts is under way; look at what it comes to");
    }
    try {
      Optional<KeptBlend> holds = blends.inForce();
      if (holds.isPresent()) {
        throw new RefusedException(
            "number "
                + holds.get().id()
                + " holds; it is asked each time whether it still fits, and another is learned once"
                + " it is given up");
      }
      NewBlend made = lesson.learn(blends.compared(), thresholds.ofAccounts());
      return audit.change((connection, record) -> {
        KeptBlend kept = blends.add(connection, made, who.actor().toString(), clock.instant());
        record.accept(entry(who, AuditAction.LEARNED_LEARN, kept, kept.what().reason()));
        return kept;
      });
    } finally {
      learning.unlock();
    }
  }

  /**
   * Lets what was learned hold, with the threshold that goes with it.
   *
   * @return as it is now
   * @throws RefusedException if it is not waiting, was learned at the wish of who asks, or another
   *     threshold holds than when it was learned
   */
  public KeptBlend approve(Who who, KeptBlend proposal, String reason) throws SQLException {
    if (proposal.proposed().by().equals(who.actor().toString())) {
      throw new RefusedException(
          "number " + proposal.id() + " was learned at your wish: somebody else lets it hold");
    }
    return audit.change((connection, record) -> {
      Instant now = clock.instant();
      KeptBlend approved =
          blends
              .approve(connection, proposal.id(), who.actor().toString(), reason, now)
              .orElseThrow(() -> notWaiting(proposal));
      NewBlend.Learned learned = Objects.requireNonNull(approved.what().learned());
      record.accept(entry(who, AuditAction.LEARNED_APPROVE, approved, reason));
      move(
          connection,
          record,
          who,
          new ThresholdDesk.Move(
              learned.previous(),
              learned.threshold(),
              "goes with number " + approved.id() + " of what verdicts taught"));
      return approved;
    });
  }

  private void move(
      Connection connection, Consumer<AuditEntry> record, Who who, ThresholdDesk.Move move)
      throws SQLException {
    try {
      thresholds.move(connection, record, who, move);
    } catch (ThresholdDesk.RefusedException e) {
      throw new RefusedException(e.getMessage() + "; have it learned anew");
    }
  }

  /**
   * Says no to what was learned.
   *
   * @return as it is now
   * @throws RefusedException if it is not waiting
   */
  public KeptBlend reject(Who who, KeptBlend proposal, String reason) throws SQLException {
    return audit.change((connection, record) -> {
      KeptBlend rejected =
          blends
              .reject(connection, proposal.id(), who.actor().toString(), reason, clock.instant())
              .orElseThrow(() -> notWaiting(proposal));
      record.accept(entry(who, AuditAction.LEARNED_REJECT, rejected, reason));
      return rejected;
    });
  }

  /**
   * Gives up what holds: scores are what they are without verdicts again, and the threshold is what
   * it was, unless somebody has changed it since.
   *
   * @return as it is now
   * @throws RefusedException if it does not hold
   */
  public KeptBlend giveUp(Who who, KeptBlend holds, String reason) throws SQLException {
    return audit.change((connection, record) -> {
      KeptBlend ended =
          blends
              .giveUp(connection, holds.id(), who.actor().toString(), reason, clock.instant())
              .orElseThrow(() ->
                  new RefusedException(
                      "number " + holds.id() + " does not hold; nothing was changed"));
      record.accept(entry(who, AuditAction.LEARNED_GIVE_UP, ended, reason));
      NewBlend.Learned learned = Objects.requireNonNull(ended.what().learned());
      if (thresholds.ofAccounts() == learned.threshold()) {
        move(
            connection,
            record,
            who,
            new ThresholdDesk.Move(
                learned.threshold(),
                learned.previous(),
                "number " + ended.id() + " of what verdicts taught was given up"));
      }
      return ended;
    });
  }

  /**
   * Asks whether what holds still fits accounts and later verdicts, and gives it up if not.
   *
   * @return what was given up, with the reason; empty if it may stay, or nothing holds
   * @throws dev.ringwatch.app.detection.NotLiveException if detection does not answer
   */
  public Optional<KeptBlend> check() throws SQLException {
    Optional<KeptBlend> holds = blends.inForce();
    if (holds.isEmpty()) {
      return Optional.empty();
    }
    KeptBlend blend = holds.get();
    NewBlend.Learned learned = Objects.requireNonNull(blend.what().learned());
    LearnedWeights weights = LearnedText.parse(learned.weights()).orElseThrow();
    AdjustmentShape shape =
        AdjustmentShape.of(learned.spread().stream().mapToDouble(Double::doubleValue).toArray());
    Optional<AccountsNow> now = lesson.accounts();
    if (now.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> against =
        new Fallback(weights.with(now.get().model()), shape, config())
            .reason(now.get().accounts(), lesson.judged().after(learned.until()));
    blends.checked(blend.id(), clock.instant());
    return against.isEmpty()
        ? Optional.empty()
        : Optional.of(giveUp(Who.system(), blend, against.get()));
  }

  private LearningConfig config() {
    LearningConfig defaults = LearningConfig.ofDefaults();
    return defaults.withBound(settings.bound());
  }

  /** Does what is due: learns, or asks whether what holds still fits; what was given up. */
  Optional<KeptBlend> lookAfter() throws SQLException {
    if (settings.learnEvery().isZero()) {
      return Optional.empty();
    }
    Instant due = clock.instant().minus(settings.learnEvery());
    Optional<KeptBlend> holds = blends.inForce();
    if (holds.isPresent()) {
      Instant checked = holds.get().checkedAt();
      Instant since = Objects.requireNonNull(holds.get().decision()).act().at();
      boolean isDue = !(checked == null ? since : checked).isAfter(due);
      return isDue ? check() : Optional.empty();
    }
    Optional<KeptBlend> last = blends.page(Long.MAX_VALUE, 1).stream().findFirst();
    boolean isDue = last.map(one -> !one.proposed().at().isAfter(due)).orElse(true);
    if (isDue && lesson.hasMore(blends.compared())) {
      KeptBlend _ = learn(Who.system());
    }
    return Optional.empty();
  }

  private static RefusedException notWaiting(KeptBlend proposal) {
    return new RefusedException(
        "number " + proposal.id() + " does not wait to be decided; nothing was changed");
  }

  private static AuditEntry entry(Who who, AuditAction action, KeptBlend kept, String reason) {
    Map<String, String> details = new TreeMap<>();
    details.put("state", kept.state().word());
    details.put("verdicts", Integer.toString(kept.what().verdicts()));
    details.put("reason", reason);
    NewBlend.Learned learned = kept.what().learned();
    if (learned != null) {
      details.put("threshold", String.format(Locale.ROOT, "%.1f", learned.threshold()));
    }
    return Audit.done(who, action, Long.toString(kept.id()), details);
  }
}
