/** How good scores are, and where to cut them: ranking quality and curves against labels. */
@NullMarked
package dev.ringwatch.calibrate;

import org.jspecify.annotations.NullMarked;
