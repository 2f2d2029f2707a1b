package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import java.util.Optional;

/**
 * What a feature adds to an account's anomaly score.
 *
 * @param feature which, the most unusual of its aspect; empty for all aspects together in which the
 *     account is ordinary, and for what the forest leaves to none
 * @param z points of the z-scores, 0 to 100
 * @param forest points of the isolation forest, with their sign
 */
public record Contribution(Optional<Feature> feature, double z, double forest) {}
