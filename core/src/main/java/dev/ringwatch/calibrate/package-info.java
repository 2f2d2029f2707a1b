/**
 * How good scores are, and where to cut them: ranking quality and curves against labels, thresholds
 * under a bound on false positives, and whether the bound still holds.
 */
@NullMarked
package dev.ringwatch.calibrate;

import org.jspecify.annotations.NullMarked;
