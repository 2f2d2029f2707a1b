package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.LearnedFile;
import dev.ringwatch.app.analyze.Lesson;
import dev.ringwatch.app.analyze.ScoredRun;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.ScoringModel;
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

  /** What verdicts taught by the log holds, unless something else is proposed. */
  private Scored score(AnomalyModel model, Scoring scoring) {
    Finals all = byModel.computeIfAbsent(model, scorer -> driver.finals(vectors, scorer));
    if (scoring.learned().isPresent()) {
      return byFile(scoring.learned().get(), all, model, scoring);
    }
    ScoringModel said = ScoringModel.of(model, driver.learned());
    boolean isKnown = said.learned().isEmpty() && scoring.hunts().equals(HuntRules.AS_LOGGED);
    Finals finals = isKnown ? all : finals(said, all, scoring);
    return new Scored(finals, model, Optional.empty());
  }

  /** Whether a file still fits is a question about scores that hunts have no part in. */
  private Scored byFile(LearnedFile file, Finals all, AnomalyModel model, Scoring scoring) {
    Finals alone =
        driver.finals(vectors, ScoringModel.of(model), all.rings(), findings -> List.of());
    Lesson lesson = Lesson.ofEarlier(file, source, new ScoredRun(vectors, model, alone, risk));
    ScoringModel taught =
        lesson.isInForce()
            ? new ScoringModel(model, Optional.of(file.blend()))
            : ScoringModel.of(model);
    return new Scored(finals(taught, all, scoring), model, Optional.of(lesson.sentence()));
  }

  private Finals finals(ScoringModel model, Finals all, Scoring scoring) {
    return driver.finals(vectors, model, all.rings(), scoring.hunts()::counted);
  }
}
