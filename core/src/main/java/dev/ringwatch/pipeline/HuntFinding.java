package dev.ringwatch.pipeline;

/**
 * What a hunt tells an account that it found.
 *
 * @param hunt which hunt
 * @param points what it adds to the account's risk, 1 to 100
 */
public record HuntFinding(String hunt, int points) {}
