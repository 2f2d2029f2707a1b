/**
 * Events in over HTTP: read a body, check every event, append them to the log, say what became of
 * each.
 */
@NullMarked
package dev.ringwatch.app.ingest;

import org.jspecify.annotations.NullMarked;
