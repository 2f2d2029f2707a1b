package dev.ringwatch.postgres.threshold;

import dev.ringwatch.alert.IncidentKind;
import org.jspecify.annotations.Nullable;

/**
 * A threshold to be kept.
 *
 * @param kind of which incidents: {@link IncidentKind#ACCOUNT} or {@link IncidentKind#RING}
 * @param state {@link ThresholdState#PROPOSED}, {@link ThresholdState#UNCHANGED} or {@link
 *     ThresholdState#REFUSED}
 * @param threshold the score from which incidents are to be opened, 0 to 100; null if there is none
 * @param previous what holds now
 * @param reason why, as a sentence
 * @param basis what it rests on; null if a person chose it
 */
public record NewThreshold(
    IncidentKind kind,
    ThresholdState state,
    @Nullable Double threshold,
    double previous,
    String reason,
    @Nullable CalibrationBasis basis) {

  /** The longest reason. */
  public static final int MAX_REASON = 1_000;

  /** Checks that the state fits. */
  public NewThreshold {
    boolean mayBe =
        switch (state) {
          case REFUSED -> threshold == null;
          case UNCHANGED, PROPOSED -> threshold != null;
          case REPLACED, REJECTED, APPROVED -> false;
        };
    if (!mayBe) {
      throw new IllegalArgumentException(
          "a new threshold cannot be " + state.word() + " at " + threshold);
    }
  }
}
