package dev.ringwatch.app.analyze;

import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.learn.AdjustmentShape;
import dev.ringwatch.learn.Fallback;
import dev.ringwatch.learn.JudgedAccount;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.learn.Promotion;
import dev.ringwatch.learn.PromotionGate;
import dev.ringwatch.pipeline.Finals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What labels taught, and what became of the scores.
 *
 * @param isInForce whether labels had a part in the scores
 * @param sentence why, or why not
 * @param alone the scores that no label had a part in
 * @param finals the scores that hold: adjusted, or the same
 * @param file {@code learned.json}; empty if nothing was learned in this run
 */
record Lesson(
    boolean isInForce, String sentence, Finals alone, Finals finals, Optional<String> file) {

  private static final String MOVES = "labels move scores: ";
  private static final String MOVES_NONE = "labels move no score: ";

  /**
   * What is known of accounts.
   *
   * @param labels by account
   * @param isRandomSample whether somebody vouches that labels without an origin are one
   * @param config how to learn
   */
  record Source(Labels labels, boolean isRandomSample, LearningConfig config) {

    private List<JudgedAccount> judged(ScoredRun run) {
      List<JudgedAccount> judged = new ArrayList<>();
      run.forEach((account, scored) -> {
        Optional<Label> label = labels.of(account.account());
        if (label.isPresent()) {
          String ring = account.ringId();
          String unit = ring == null ? account.account().value() : ring;
          judged.add(new JudgedAccount(scored, verdict(label.get()), unit));
        }
      });
      return judged;
    }

    private JudgedAccount.Verdict verdict(Label label) {
      return new JudgedAccount.Verdict(
          label.abusive(),
          label.isAudited() || (isRandomSample && label.origin().isEmpty()),
          label.inclusionProbability().orElse(1),
          label.decidedAt().orElse(Instant.EPOCH));
    }
  }

  /** Learns from labels, and adjusts the scores if that may be. */
  static Lesson learned(Source source, ScoredRun run) {
    Promotion promotion =
        new PromotionGate(run.model(), source.config()).decide(source.judged(run));
    return switch (promotion) {
      case Promotion.Kept kept ->
          new Lesson(
              false,
              MOVES_NONE + kept.sentence(),
              run.finals(),
              run.finals(),
              Optional.of(LearnedFile.of(kept)));
      case Promotion.Promoted promoted -> {
        LearnedBlend blend = promoted.learned().blend();
        AdjustmentShape shape = AdjustmentShape.of(run.adjustments(blend));
        yield new Lesson(
            true,
            MOVES + promoted.sentence(),
            run.finals(),
            run.adjusted(blend),
            Optional.of(LearnedFile.of(promoted, run.model(), shape)));
      }
    };
  }

  /**
   * Adjusts the scores by what an earlier run learned, unless accounts or later labels speak
   * against it.
   *
   * @param since what is known of accounts since, and was not learned from
   */
  static Lesson ofEarlier(LearnedFile earlier, Source since, ScoredRun run) {
    Optional<String> against =
        new Fallback(earlier.blend(), earlier.shape(), since.config())
            .reason(run.scored(), since.judged(run));
    return against
        .map(why -> new Lesson(false, MOVES_NONE + why, run.finals(), run.finals(), none()))
        .orElseGet(() ->
            new Lesson(
                true,
                MOVES + "what was learned before still fits these accounts",
                run.finals(),
                run.adjusted(earlier.blend()),
                none()));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
