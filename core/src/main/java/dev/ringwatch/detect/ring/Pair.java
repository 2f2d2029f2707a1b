package dev.ringwatch.detect.ring;

/**
 * A pair that is an edge: it shares more than chance explains, of independent kinds; or it is tied
 * to others by a strong key.
 *
 * @param a the lower account index
 * @param b the higher account index
 * @param logP the logarithm of its p-value
 * @param tied whether it shares a key of a group that is too large for a household, and is an edge
 *     for that
 */
record Pair(int a, int b, double logP, boolean tied) {}
