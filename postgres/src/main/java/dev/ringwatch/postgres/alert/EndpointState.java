package dev.ringwatch.postgres.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint does after some attempts.
 *
 * @param endpoint its number
 * @param url where it was: what was answered there counts only while it is there
 * @param failuresInRow attempts that failed since the last one that did not
 * @param quietFor for how long nothing is to be sent, from now on; zero if anything may
 * @param gone why nothing is to be sent there any more; null if something is
 */
public record EndpointState(
    long endpoint, String url, int failuresInRow, Duration quietFor, @Nullable String gone) {}
