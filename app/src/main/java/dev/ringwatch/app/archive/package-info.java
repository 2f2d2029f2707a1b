/**
 * Days of events as Parquet files that {@code analyze} reads: written, read back and listed before
 * retention drops them.
 */
@NullMarked
package dev.ringwatch.app.archive;

import org.jspecify.annotations.NullMarked;
