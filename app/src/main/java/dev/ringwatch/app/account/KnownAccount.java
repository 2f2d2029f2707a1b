package dev.ringwatch.app.account;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.LiveScore;
import java.util.Optional;

/**
 * What detection knows of an account at one moment.
 *
 * @param live its score
 * @param earlier its features before the last day on which it was active
 * @param model the model that holds; empty while there is none
 * @param accounts how many accounts there are in closed minutes
 * @param needed how many it takes to learn a first model
 */
record KnownAccount(
    LiveScore live,
    Optional<FeatureVector> earlier,
    Optional<AnomalyModel> model,
    int accounts,
    int needed) {}
