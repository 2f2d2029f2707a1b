package dev.ringwatch.postgres.results;

/**
 * A part of a stored score.
 *
 * @param name its short name
 * @param points what it adds to the score
 * @param text it in words; empty if none are kept
 */
public record StoredReason(String name, double points, String text) {}
