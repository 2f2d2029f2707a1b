package dev.ringwatch.app.health;

import java.time.Instant;

/**
 * How one part of the server is, and for how long.
 *
 * @param health how it is
 * @param since since when it has been in this state, as far as this server knows: its start at the
 *     earliest, to the second
 */
public record SeenHealth(ComponentHealth health, Instant since) {}
