/** The command {@code calibrate}: from scores and labels to a threshold that keeps a promise. */
@NullMarked
package dev.ringwatch.app.calibrate;

import org.jspecify.annotations.NullMarked;
