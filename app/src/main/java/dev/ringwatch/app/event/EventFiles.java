package dev.ringwatch.app.event;

import dev.ringwatch.postgres.events.StoredEvents;

/**
 * What files of events are read from. A file is many searches one after the other, which wait for
 * no others than those of files: it would be cut off where a search finds no turn.
 *
 * @param events read by as many files at a time as it says
 */
public record EventFiles(StoredEvents events) {}
