package dev.ringwatch.pipeline;

/**
 * Two accounts did the same to the same target within the window.
 *
 * @param key the co-action key's number in its table
 * @param earlier who acted before, by number
 * @param later who acted after, or at the same millisecond
 * @param epochMillis when the later one acted
 * @param gapMillis how long after the earlier one
 */
public record Occasion(int key, int earlier, int later, long epochMillis, int gapMillis) {}
