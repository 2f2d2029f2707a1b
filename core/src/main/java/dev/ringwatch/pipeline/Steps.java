package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;

/**
 * The keyed steps that a driver runs on a tick's events.
 *
 * @param link by link key
 * @param coAction by action and target
 * @param profile by account
 */
record Steps(
    KeyedStep<LinkKey, KeyUsage, KeyUse, Sharing> link,
    KeyedStep<LinkKey, CoActionUsage, KeyUse, Occasion> coAction,
    KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> profile) {

  static Steps of(PipelineConfig config) {
    return new Steps(
        new LinkStep(config), new CoActionStep(config), new ProfileStep(config.profiles()));
  }
}
