package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.LearnedFile;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.util.Optional;

/**
 * What makes scores of what accounts did. Equal ones make equal scores of the same.
 *
 * @param model in the place of those that the log says
 * @param hunts what of hunts' findings counts
 * @param learned what verdicts taught, to adjust scores by
 */
record Scoring(Optional<AnomalyModel> model, HuntRules hunts, Optional<LearnedFile> learned) {}
