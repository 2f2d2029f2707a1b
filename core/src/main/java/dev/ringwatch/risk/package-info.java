/** The blend: anomaly, ring and hunts into one score from 0 to 100 whose reasons add up. */
@NullMarked
package dev.ringwatch.risk;

import org.jspecify.annotations.NullMarked;
