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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What labels taught, and what became of the scores.
 *
 * @param isInForce whether labels had a part in the scores
 * @param sentence why, or why not
 * @param alone the scores that no label had a part in
 * @param finals the scores that hold: adjusted, or the same
 * @param file {@code learned.json}; empty if nothing was learned in this run
 */
public record Lesson(
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
  public record Source(Labels labels, boolean isRandomSample, LearningConfig config) {

    /** Those of the run whose label has a time. */
    private Known known(ScoredRun run) {
      List<JudgedAccount> judged = new ArrayList<>();
      AtomicInteger untimed = new AtomicInteger();
      run.forEach((account, scored) -> {
        Optional<Label> label = labels.of(account.account());
        if (label.isPresent() && label.get().decidedAt().isPresent()) {
          String ring = account.ringId();
          String unit = ring == null ? account.account().value() : ring;
          Instant at = label.get().decidedAt().get();
          judged.add(new JudgedAccount(scored, verdict(label.get(), at), unit));
        } else if (label.isPresent()) {
          untimed.incrementAndGet();
        }
      });
      return new Known(judged, untimed.get());
    }

    private JudgedAccount.Verdict verdict(Label label, Instant at) {
      return new JudgedAccount.Verdict(
          label.abusive(),
          label.isAudited() || (isRandomSample && label.origin().isEmpty()),
          label.inclusionProbability().orElse(1),
          at);
    }
  }

  /**
   * Accounts that somebody decided about.
   *
   * @param judged those of whom it is known when
   * @param untimed how many others there are
   */
  private record Known(List<JudgedAccount> judged, int untimed) {

    Promotion promotion(ScoredRun run, LearningConfig config) {
      return untimed == 0
          ? new PromotionGate(run.model(), config).decide(judged, run.scored())
          : new Promotion.Kept(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d labels have no decided_at, so that none is known to be later than"
                      + " another",
                  untimed,
                  untimed + judged.size()),
              Optional.empty());
    }

    /** When the newest was decided. */
    Instant until() {
      return judged.stream()
          .map(one -> one.verdict().at())
          .max(Comparator.naturalOrder())
          .orElse(Instant.MIN);
    }

    List<JudgedAccount> after(Instant time) {
      return judged.stream().filter(one -> one.verdict().at().isAfter(time)).toList();
    }
  }

  /** Learns from labels, and adjusts the scores if that may be. */
  static Lesson learned(Source source, ScoredRun run) {
    Known known = source.known(run);
    Promotion promotion = known.promotion(run, source.config());
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
            Optional.of(LearnedFile.of(promoted, run.model(), shape, known.until())));
      }
    };
  }

  /**
   * Adjusts the scores by what an earlier run learned, unless accounts or later labels speak
   * against it.
   *
   * @param since what is known of accounts; only what was decided after all that was learned from
   *     has a say
   */
  public static Lesson ofEarlier(LearnedFile earlier, Source since, ScoredRun run) {
    Optional<String> against =
        new Fallback(earlier.blend(), earlier.shape(), since.config())
            .reason(run.scored(), since.known(run).after(earlier.until()));
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
