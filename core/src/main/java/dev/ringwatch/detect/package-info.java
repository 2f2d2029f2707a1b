/** What detectors say: reasons and scores. The detectors themselves are in the packages below. */
@NullMarked
package dev.ringwatch.detect;

import org.jspecify.annotations.NullMarked;
