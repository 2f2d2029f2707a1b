/** Verdicts: what people decided about accounts and rings, and what waits to be decided. */
@NullMarked
package dev.ringwatch.postgres.verdict;

import org.jspecify.annotations.NullMarked;
