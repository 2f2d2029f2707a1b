/**
 * Runs the pipeline on the event log: one thread reads the log in order and owns all state, which
 * snapshots and questions about accounts see without stalling it.
 */
@NullMarked
package dev.ringwatch.app.detection;

import org.jspecify.annotations.NullMarked;
