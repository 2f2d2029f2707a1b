package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.FindingsInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the log's control records mean to the pipeline. */
public final class ControlRecords {

  /** The kind that says a model. */
  public static final String MODEL = "model";

  /** The kind that says whom a hunt found. */
  public static final String FINDINGS = "findings";

  private static final String RINGS = "rings";
  private static final String LEARNED = "learned";
  private static final String HEARTBEAT = "heartbeat";

  /** The kinds that move final scores at once: what they say is in no event. */
  public static final List<String> OF_SCORES = List.of(MODEL, FINDINGS, LEARNED);

  private ControlRecords() {}

  /**
   * A model that scores from a tick on.
   *
   * @param writtenBy our version
   */
  public static ControlRecord model(Tick effectiveFrom, AnomalyModel model, String writtenBy) {
    return new ControlRecord(MODEL, effectiveFrom, ModelText.of(model, writtenBy));
  }

  /** Which rings there are from a tick on, by what is different. */
  public static ControlRecord rings(Control.ChangeRings changes) {
    return new ControlRecord(RINGS, changes.effectiveFrom(), RingChanges.text(changes));
  }

  /** Whom a hunt found, from a tick on. */
  public static ControlRecord findings(Tick effectiveFrom, FindingsInForce findings) {
    return new ControlRecord(FINDINGS, effectiveFrom, FindingChanges.text(findings));
  }

  /** What verdicts taught from a tick on, or that nothing of it holds from there. */
  public static ControlRecord learned(Tick effectiveFrom, Optional<LearnedWeights> weights) {
    return new ControlRecord(LEARNED, effectiveFrom, LearnedText.of(weights));
  }

  /** That the time of the log has come so far, though there was no event. */
  public static ControlRecord heartbeat(Instant watermark) {
    return new ControlRecord(HEARTBEAT, Tick.of(watermark), watermark.toString());
  }

  /** Whether a record says a model. */
  public static boolean isModel(ControlRecord control) {
    return control.kind().equals(MODEL);
  }

  /** Whether a record says which rings there are. */
  public static boolean isRings(ControlRecord control) {
    return control.kind().equals(RINGS);
  }

  /**
   * A record's body without an account: who is left of a ring alone is in none.
   *
   * @return empty if it does not name the account
   */
  public static Optional<String> without(String kind, String body, String account) {
    return switch (kind) {
      case RINGS -> RingChanges.without(body, account);
      case FINDINGS -> FindingChanges.without(body, account);
      default -> Optional.empty();
    };
  }

  /**
   * What a record says.
   *
   * @throws UnknownControlException if it is of a kind that we do not know
   * @throws RuntimeException if it is of one that we know and cannot be read
   */
  public static Control read(ControlRecord control) {
    return switch (control.kind()) {
      case MODEL -> new Control.UseModel(control.effectiveFrom(), ModelText.parse(control.body()));
      case RINGS -> RingChanges.parse(control.effectiveFrom(), control.body());
      case FINDINGS -> FindingChanges.parse(control.effectiveFrom(), control.body());
      case LEARNED ->
          new Control.UseLearned(control.effectiveFrom(), LearnedText.parse(control.body()));
      case HEARTBEAT -> new Control.Heartbeat(Instant.parse(control.body()));
      default -> throw new UnknownControlException(control.kind());
    };
  }
}
