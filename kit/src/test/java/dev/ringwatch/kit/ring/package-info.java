/** Rings on generated worlds: planted ones must be found, look-alikes must not be. */
@NullMarked
package dev.ringwatch.kit.ring;

import org.jspecify.annotations.NullMarked;
