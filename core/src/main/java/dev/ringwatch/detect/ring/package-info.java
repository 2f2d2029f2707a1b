/**
 * Who works together: link keys make candidate pairs, a null model says which pairs share more than
 * chance explains, and significant pairs that rest on independent evidence are grouped into rings.
 * Three pure steps: by key ({@link dev.ringwatch.detect.ring.KeyUsage}, {@link
 * dev.ringwatch.detect.ring.CoActionUsage}), by pair, and groups ({@link
 * dev.ringwatch.detect.ring.RingDetector}).
 */
@NullMarked
package dev.ringwatch.detect.ring;

import org.jspecify.annotations.NullMarked;
