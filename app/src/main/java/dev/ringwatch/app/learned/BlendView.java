package dev.ringwatch.app.learned;

import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.NewBlend;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What verdicts taught, as answers have it. Names are a contract.
 *
 * @param id its number
 * @param state what became of it
 * @param reason what the test of it came to, as a sentence
 * @param verdicts how many there were to learn from
 * @param report the figures; empty where nothing could be compared
 * @param threshold of accounts that goes with it; null where it was refused
 * @param previousThreshold what holds without it; null likewise
 * @param learnedUntil when the newest verdict was given that it was learned from; null likewise
 * @param proposedBy at whose wish it was learned
 * @param proposedAt when
 * @param decidedBy who decided; null if nobody has
 * @param decidedAt when; null likewise
 * @param decisionReason why; null likewise
 * @param endedBy who gave it up; null if nobody has
 * @param endedAt when; null likewise
 * @param endReason why; null likewise
 * @param checkedAt when it was last asked whether it still fits; null for never
 */
record BlendView(
    long id,
    String state,
    String reason,
    int verdicts,
    JsonNode report,
    @Nullable Double threshold,
    @Nullable Double previousThreshold,
    @Nullable Instant learnedUntil,
    String proposedBy,
    Instant proposedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decisionReason,
    @Nullable String endedBy,
    @Nullable Instant endedAt,
    @Nullable String endReason,
    @Nullable Instant checkedAt) {

  /** A page, and what holds. */
  record Page(@Nullable BlendView inForce, List<BlendView> learned, @Nullable String next) {}

  static BlendView of(KeptBlend kept) {
    NewBlend.Learned learned = kept.what().learned();
    KeptBlend.Decision decision = kept.decision();
    KeptBlend.Decision end = kept.end();
    return new BlendView(
        kept.id(),
        kept.state().word(),
        kept.what().reason(),
        kept.what().verdicts(),
        BlendReport.read(kept.what().report()),
        learned == null ? null : Double.valueOf(learned.threshold()),
        learned == null ? null : Double.valueOf(learned.previous()),
        learned == null ? null : learned.until(),
        kept.proposed().by(),
        kept.proposed().at(),
        decision == null ? null : decision.act().by(),
        decision == null ? null : decision.act().at(),
        decision == null ? null : decision.reason(),
        end == null ? null : end.act().by(),
        end == null ? null : end.act().at(),
        end == null ? null : end.reason(),
        kept.checkedAt());
  }
}
