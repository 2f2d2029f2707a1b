/** The tables: the migrations that make them, and the daily partitions of the events. */
@NullMarked
package dev.ringwatch.postgres.schema;

import org.jspecify.annotations.NullMarked;
