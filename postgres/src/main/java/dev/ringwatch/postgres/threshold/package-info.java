/** Thresholds: what calibrations proposed, who let it pass, and which holds at which minute. */
@NullMarked
package dev.ringwatch.postgres.threshold;

import org.jspecify.annotations.NullMarked;
