package dev.ringwatch.app.input;

/**
 * What came of the inputs.
 *
 * @param events how many events were delivered, duplicates included
 * @param rejected how many pieces of input were rejected
 */
public record InputSummary(long events, long rejected) {}
