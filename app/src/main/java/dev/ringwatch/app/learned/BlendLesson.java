package dev.ringwatch.app.learned;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.control.LearnedText;
import dev.ringwatch.control.ModelId;
import dev.ringwatch.learn.AdjustmentShape;
import dev.ringwatch.learn.JudgedAccount;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.learn.Promotion;
import dev.ringwatch.learn.PromotionGate;
import dev.ringwatch.postgres.learned.LearnedBlends;
import dev.ringwatch.postgres.learned.NewBlend;
import dev.ringwatch.postgres.verdict.JudgedFeatures;
import dev.ringwatch.risk.RiskBlend;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the verdicts that stand teach, as the test of it says. Who asks again and again is told once
 * that it finds more although it does not: so the n-th comparison has the part 1 / (n (n + 1)) of
 * what the confidence leaves, which all of them together never exceed, and is made only once there
 * are a quarter more verdicts than at the one before. Safe for threads.
 */
final class BlendLesson {

  private static final double GROWTH = 1.25;

  private final JudgedFeatures features;
  private final Detection detection;
  private final RiskBlend blend;
  private final CalibrationSettings settings;

  BlendLesson(
      JudgedFeatures features, Detection detection, RiskBlend blend, CalibrationSettings settings) {
    this.features = features;
    this.detection = detection;
    this.blend = blend;
    this.settings = settings;
  }

  /** Accounts about which a verdict stands, as they were. */
  Judgements judged() throws SQLException {
    return Judgements.of(features, blend);
  }

  /** Accounts as they are; empty while nothing is scored. */
  Optional<AccountsNow> accounts() {
    return AccountsNow.of(detection, blend);
  }

  /** Whether there is so much more that asking again may come to something else. */
  boolean hasMore(LearnedBlends.Compared before) throws SQLException {
    return judged().size() >= needed(before);
  }

  private static int needed(LearnedBlends.Compared before) {
    return (int) Math.ceil(GROWTH * before.verdicts());
  }

  /**
   * Learns.
   *
   * @param before the comparisons so far
   * @param threshold of accounts that holds
   */
  NewBlend learn(LearnedBlends.Compared before, double threshold) throws SQLException {
    Judgements judged = judged();
    if (judged.size() < needed(before)) {
      throw new BlendDesk.RefusedException(
          String.format(
              Locale.ROOT,
              "of %,d verdicts it was compared already; it is asked again from %,d on, and there are"
                  + " %,d",
              before.verdicts(),
              needed(before),
              judged.size()));
    }
    Optional<String> tooFew = tooFewForThreshold(judged);
    if (tooFew.isPresent()) {
      return new NewBlend(tooFew.get(), judged.size(), BlendReport.empty(), null);
    }
    AccountsNow now =
        accounts()
            .orElseThrow(() ->
                new BlendDesk.RefusedException("no account is scored yet, so nothing is learned"));
    FalsePositiveBound bound = settings.bound();
    double allowed = bound.allowedViolation() / ((before.times() + 1.0) * (before.times() + 2.0));
    LearningConfig config =
        LearningConfig.ofDefaults().withBound(new FalsePositiveBound(bound.maxRate(), 1 - allowed));
    Promotion promotion =
        new PromotionGate(now.model(), config).decide(judged.accounts(), now.accounts());
    return switch (promotion) {
      case Promotion.Kept kept ->
          new NewBlend(
              kept.sentence(),
              judged.size(),
              kept.evidence()
                  .map(flags -> BlendReport.of(flags, allowed).toString())
                  .orElseGet(BlendReport::empty),
              null);
      case Promotion.Promoted promoted -> blend(promoted, judged, now, threshold, allowed);
    };
  }

  /** What could get no threshold is not compared: each comparison makes the next one harder. */
  private Optional<String> tooFewForThreshold(Judgements judged) {
    long benign =
        judged.accounts().stream()
            .map(JudgedAccount::verdict)
            .filter(verdict -> verdict.audited() && !verdict.abusive())
            .count();
    long needed =
        (long) Math.ceil(settings.bound().smallestSample() / PromotionGate.HELD_BACK_SHARE);
    return benign >= needed
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d verdicts, of which %,d on benign accounts of the random sample: too few to"
                    + " show that what they teach finds more, and to bound a threshold for it at"
                    + " %s, which takes %,d",
                judged.size(),
                benign,
                settings.bound().words(),
                needed));
  }

  private NewBlend blend(
      Promotion.Promoted promoted,
      Judgements judged,
      AccountsNow now,
      double threshold,
      double allowed) {
    String report =
        BlendReport.with(
                BlendReport.of(promoted.evidence(), allowed),
                promoted.learned(),
                ModelId.of(now.model()))
            .toString();
    double[] benign = promoted.benign().stream().mapToDouble(Double::doubleValue).toArray();
    Optional<BoundedThreshold> bounded =
        BoundedThreshold.of(benign, settings.bound(), settings.config().grid());
    if (bounded.isEmpty()) {
      String tooFew =
          String.format(
              Locale.ROOT,
              "; but no threshold for it keeps %s: of the %,d benign accounts that were held back it"
                  + " takes %,d",
              settings.bound().words(),
              benign.length,
              settings.bound().smallestSample());
      return new NewBlend(promoted.sentence() + tooFew, judged.size(), report, null);
    }
    LearnedBlend learned = promoted.learned().blend();
    double[] adjustments = now.accounts().stream().mapToDouble(learned::adjustment).toArray();
    return new NewBlend(
        promoted.sentence(),
        judged.size(),
        report,
        new NewBlend.Learned(
            LearnedText.of(Optional.of(learned.weights())),
            Arrays.stream(AdjustmentShape.of(adjustments).values()).boxed().toList(),
            judged.until(),
            bounded.get().threshold(),
            threshold));
  }
}
