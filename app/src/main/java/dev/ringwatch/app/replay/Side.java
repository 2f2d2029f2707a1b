package dev.ringwatch.app.replay;

import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.pipeline.PipelineConfig;

/**
 * One of the two that are compared: what holds, or what is proposed.
 *
 * @param config how events become what is known of accounts
 * @param scoring what makes scores of that
 * @param policies from which scores on incidents are opened
 */
record Side(PipelineConfig config, Scoring scoring, PolicyTimeline policies) {}
