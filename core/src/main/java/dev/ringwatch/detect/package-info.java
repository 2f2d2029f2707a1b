/** What detectors have in common: reasons. The detectors themselves are in the packages below. */
@NullMarked
package dev.ringwatch.detect;

import org.jspecify.annotations.NullMarked;
