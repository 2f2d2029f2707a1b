/** Thresholds that hold: calibrated from verdicts, let pass by people, watched while they hold. */
@NullMarked
package dev.ringwatch.app.threshold;

import org.jspecify.annotations.NullMarked;
