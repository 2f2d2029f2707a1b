package dev.ringwatch.postgres.alert;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do at an endpoint, and how it went lately.
 *
 * @param waiting messages that wait
 * @param since when the oldest of them was made, or asked for again; null if none waits
 * @param dead messages that were given up
 * @param room how many messages its budget allows now; empty if it has none
 * @param delivered when one of its last {@link EndpointWorks#LATELY} messages arrived last; null if
 *     none did
 * @param failed the last attempt at one of these that failed; null if none did
 */
public record EndpointWork(
    long waiting,
    @Nullable Instant since,
    long dead,
    OptionalDouble room,
    @Nullable Instant delivered,
    @Nullable Attempt failed) {}
