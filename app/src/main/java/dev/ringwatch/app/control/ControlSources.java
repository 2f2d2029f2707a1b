package dev.ringwatch.app.control;

import dev.ringwatch.postgres.RejectedEvents;
import dev.ringwatch.postgres.SetAsideEntries;
import dev.ringwatch.postgres.incident.Silences;
import dev.ringwatch.postgres.schema.EventPartitions;

/**
 * Where panels read from. What is asked of these takes a bounded time, and then fails.
 *
 * @param rejected what was sent as events and not used
 * @param setAside entries of the log that could not be processed
 * @param partitions the days of events
 * @param silences times in which people are not told
 */
public record ControlSources(
    RejectedEvents rejected,
    SetAsideEntries setAside,
    EventPartitions partitions,
    Silences silences) {}
