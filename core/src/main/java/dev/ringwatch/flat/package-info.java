/**
 * Tables of plain numbers that hold the state of millions of keys without an object for each: rows
 * of ints, an index from 64-bit numbers to rows, and the bytes of texts. Knows nothing of events.
 */
@NullMarked
package dev.ringwatch.flat;

import org.jspecify.annotations.NullMarked;
