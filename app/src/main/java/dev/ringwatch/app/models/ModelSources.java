package dev.ringwatch.app.models;

import dev.ringwatch.postgres.results.FeatureSpreads;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.ScoreSpread;

/**
 * Where the pages of models read from. What is asked of these takes a bounded time, and then fails.
 *
 * @param models what was learned
 * @param features how features are spread now
 * @param scores how anomaly scores are spread now
 */
public record ModelSources(Models models, FeatureSpreads features, ScoreSpread scores) {}
