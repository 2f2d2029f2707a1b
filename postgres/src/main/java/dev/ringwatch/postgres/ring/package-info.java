/** Rings as they are kept: which there are, who is in them, why, and what became of them. */
@NullMarked
package dev.ringwatch.postgres.ring;

import org.jspecify.annotations.NullMarked;
