/**
 * Accounts unlike the others: robust z-scores and an isolation forest, blended into one score that
 * explains itself by feature. A score depends on the model and the account only, never on who else
 * is scored.
 */
@NullMarked
package dev.ringwatch.detect.anomaly;

import org.jspecify.annotations.NullMarked;
