package dev.ringwatch.pipeline;

/**
 * What is to be forgotten.
 *
 * @param keysBefore keys forget who used them last before this minute since 1970
 * @param accountsBefore accounts that were seen last before this minute since 1970 are forgotten
 * @param beginsGeneration whether counts that cannot be taken back begin another generation
 */
public record Cut(int keysBefore, int accountsBefore, boolean beginsGeneration) {}
