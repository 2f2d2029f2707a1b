package dev.ringwatch.postgres.alert;

import org.jspecify.annotations.Nullable;

/**
 * How an endpoint does after some attempts.
 *
 * @param endpoint its number
 * @param circuit how it does
 * @param gone why nothing is to be sent there any more; null if something is
 */
public record EndpointState(long endpoint, Endpoint.Circuit circuit, @Nullable String gone) {}
