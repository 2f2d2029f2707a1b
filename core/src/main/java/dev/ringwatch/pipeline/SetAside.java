package dev.ringwatch.pipeline;

import dev.ringwatch.event.Event;

/**
 * An event that made a step fail. The rest of the log went on without it.
 *
 * @param event the event
 * @param failure what went wrong
 */
public record SetAside(Event event, RuntimeException failure) {}
