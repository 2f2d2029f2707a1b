package dev.ringwatch.postgres.results;

import java.time.Instant;

/**
 * The model that somebody chose to hold.
 *
 * @param modelId which
 * @param by who chose it
 * @param at when
 */
public record PinnedModel(String modelId, String by, Instant at) {}
