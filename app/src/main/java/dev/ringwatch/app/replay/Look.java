package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.LearnedFile;
import dev.ringwatch.app.analyze.Lesson;
import dev.ringwatch.app.analyze.ScoredRun;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.risk.RiskBlend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One moment at which scores are made. What both sides have in common is found out once. Used by
 * one thread.
 */
final class Look {

  private final EmbeddedDriver driver;
  private final List<FeatureVector> vectors;
  private final RiskBlend risk;
  private final Lesson.Source source;
  private final Map<AnomalyModel, Finals> byModel = new HashMap<>();
  private final Map<Scoring, Scored> byScoring = new HashMap<>();

  /**
   * Looks at what a driver knows now.
   *
   * @param source what people said of accounts, which may speak against what verdicts taught
   */
  Look(EmbeddedDriver driver, RiskBlend risk, Lesson.Source source) {
    this.driver = driver;
    this.vectors = driver.vectors();
    this.risk = risk;
    this.source = source;
  }

  /** What all accounts did. */
  List<FeatureVector> vectors() {
    return vectors;
  }

  /**
   * The scores.
   *
   * @param model what scores in the end, as {@code scoring} and the log say
   */
  Scored scored(AnomalyModel model, Scoring scoring) {
    Scored known = byScoring.get(scoring);
    Scored scored = known == null ? score(model, scoring) : known;
    byScoring.put(scoring, scored);
    return scored;
  }

  private Scored score(AnomalyModel model, Scoring scoring) {
    Finals all = byModel.computeIfAbsent(model, scorer -> driver.finals(vectors, scorer));
    Finals finals =
        scoring.hunts().equals(HuntRules.AS_LOGGED)
            ? all
            : driver.finals(vectors, model, all.rings(), scoring.hunts()::counted);
    Optional<LearnedFile> learned = scoring.learned();
    if (learned.isEmpty()) {
      return new Scored(finals, model, Optional.empty());
    }
    ScoredRun run = new ScoredRun(vectors, model, finals, risk);
    Lesson lesson = Lesson.ofEarlier(learned.get(), source, run);
    return new Scored(lesson.finals(), model, Optional.of(lesson.sentence()));
  }
}
