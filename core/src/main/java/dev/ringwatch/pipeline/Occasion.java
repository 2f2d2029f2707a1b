package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.event.AccountId;

/**
 * Two accounts did the same to the same target within the window.
 *
 * @param usage the co-action key's state
 * @param earlier who acted before
 * @param later who acted after, or at the same millisecond
 * @param epochMillis when the later one acted
 * @param gapMillis how long after the earlier one
 */
record Occasion(
    CoActionUsage usage, AccountId earlier, AccountId later, long epochMillis, int gapMillis) {}
