/** Figures over time for who looks at the whole: written each minute, read by the hour. */
@NullMarked
package dev.ringwatch.postgres.figures;

import org.jspecify.annotations.NullMarked;
