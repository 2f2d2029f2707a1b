/**
 * Parquet files: tables to decode events from, and tables of answers. Reading is Hardwood's work,
 * behind checks of our own, because a file may come from strangers; what is written is simple
 * enough to be written here.
 */
@NullMarked
package dev.ringwatch.app.parquet;

import org.jspecify.annotations.NullMarked;
