/**
 * Tables of plain numbers that hold the state of millions of keys without an object for each: rows
 * of ints, an index from 64-bit numbers to rows, and the bytes of texts. {@link
 * dev.ringwatch.flat.Frozen} is how such state is written while it changes, {@link
 * dev.ringwatch.flat.BlockWriter} in what form. Knows nothing of events.
 */
@NullMarked
package dev.ringwatch.flat;

import org.jspecify.annotations.NullMarked;
