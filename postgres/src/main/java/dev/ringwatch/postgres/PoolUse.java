package dev.ringwatch.postgres;

/**
 * How a pool is used at a moment.
 *
 * @param active connections that somebody has
 * @param idle connections that nobody has
 * @param awaited how many callers wait for one
 * @param max the most connections there may be
 */
public record PoolUse(int active, int idle, int awaited, int max) {}
