package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.learn.BlendTrainer;
import dev.ringwatch.learn.LearningConfig;
import dev.ringwatch.learn.Promotion;
import dev.ringwatch.learn.PromotionGate;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.learn.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What so many verdicts are worth on a log, over draws: a point of its learning curve. */
final class LearningPoint {

  private static final double MAX_FALSE_POSITIVE_RATE = 0.02;

  /** Less is rounding of the figures that are shown. */
  private static final double SAME = 0.0005;

  private final LearningSet set;
  private final LabelDraw.Looking looking;
  private final int verdicts;
  private final List<Draw> draws = new ArrayList<>();

  /** Average precision and recall at 2 % false positives, on accounts that nobody looked at. */
  private record Figures(double precision, double recall) {}

  /**
   * One draw.
   *
   * @param alone the score alone
   * @param learned what was learned, whether it passes or not
   * @param inForce what holds after the test
   */
  private record Draw(Figures alone, Figures learned, Figures inForce, boolean promoted) {}

  LearningPoint(LearningSet set, LabelDraw.Looking looking, int verdicts) {
    this.set = set;
    this.looking = looking;
    this.verdicts = verdicts;
  }

  /** Whether there are so many accounts to look at. */
  boolean canBeMeasured() {
    return verdicts <= LabelDraw.most(set);
  }

  /** Takes so many draws. */
  void measure(int count) {
    for (int seed = 1; seed <= count; seed++) {
      draw(LabelDraw.of(set, looking, verdicts, seed), seed).ifPresent(draws::add);
    }
  }

  private Optional<Draw> draw(LabelDraw draw, long seed) {
    LearningConfig config = LearningConfig.ofDefaults().withSeed(seed);
    Optional<Figures> alone = figures(draw, ScoredAccount::risk);
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    Training training = new BlendTrainer(set.model(), config).train(draw.judged());
    return switch (training) {
      case Training.Nothing nothing ->
          Optional.of(new Draw(alone.get(), alone.get(), alone.get(), false));
      case Training.Learned learned -> {
        Figures adjusted = figures(draw, learned.blend()::score).orElseThrow();
        List<ScoredAccount> everyone =
            set.accounts().stream().map(LearningSet.Known::scored).toList();
        boolean promoted =
            new PromotionGate(set.model(), config).decide(draw.judged(), everyone)
                instanceof Promotion.Promoted;
        yield Optional.of(
            new Draw(alone.get(), adjusted, promoted ? adjusted : alone.get(), promoted));
      }
    };
  }

  private static Optional<Figures> figures(LabelDraw draw, ToDoubleFunction<ScoredAccount> score) {
    double[] scores =
        draw.unseen().stream().mapToDouble(known -> tenth(score, known.scored())).toArray();
    boolean[] abusive = new boolean[scores.length];
    for (int i = 0; i < abusive.length; i++) {
      abusive[i] = draw.unseen().get(i).abusive();
    }
    return RankingQuality.of(scores, abusive)
        .map(quality ->
            new Figures(quality.averagePrecision(), quality.recallAt(MAX_FALSE_POSITIVE_RATE)));
  }

  /** Scores are given out in tenths. */
  private static double tenth(ToDoubleFunction<ScoredAccount> score, ScoredAccount account) {
    return Math.round(score.applyAsDouble(account) * 10) / 10.0;
  }

  /** A row for a person; medians, and in brackets where four draws of five lie. */
  String text() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %s | %s | %s | %,d/%,d | %,d |",
        set.name(),
        looking.label(),
        verdicts,
        both(Draw::alone),
        both(Draw::learned),
        both(Draw::inForce),
        draws.stream().filter(Draw::promoted).count(),
        draws.size(),
        draws.stream()
            .filter(draw ->
                draw.inForce().precision() < draw.alone().precision() - SAME
                    || draw.inForce().recall() < draw.alone().recall() - SAME)
            .count());
  }

  private String both(Function<Draw, Figures> of) {
    return spread(draw -> of.apply(draw).precision())
        + ", "
        + spread(draw -> of.apply(draw).recall());
  }

  private String spread(ToDoubleFunction<Draw> figure) {
    double[] sorted = draws.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f to %.3f)",
        median(sorted),
        sorted[sorted.length / 10],
        sorted[sorted.length - 1 - sorted.length / 10]);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
  }
}
