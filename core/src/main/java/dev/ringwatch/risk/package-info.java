/** The blend: anomaly and ring into one score from 0 to 100 whose reasons add up. */
@NullMarked
package dev.ringwatch.risk;

import org.jspecify.annotations.NullMarked;
