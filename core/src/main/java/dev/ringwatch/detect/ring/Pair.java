package dev.ringwatch.detect.ring;

/**
 * A candidate pair that rests on independent evidence.
 *
 * @param a the lower account index
 * @param b the higher account index
 * @param logP the logarithm of its p-value
 * @param tied whether it shares a key of a group that is too large for a household, and is an edge
 *     for that
 */
record Pair(int a, int b, double logP, boolean tied) {}
