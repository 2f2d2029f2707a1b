package dev.ringwatch.postgres.results;

import java.time.Instant;

/**
 * The model that somebody chose to hold.
 *
 * @param modelId which
 * @param by who chose it
 * @param at when
 * @param reason why, in their words; empty if they did not say
 */
public record PinnedModel(String modelId, String by, Instant at, String reason) {}
