package dev.ringwatch.app.pattern;

import dev.ringwatch.postgres.results.AccountGroups;
import java.time.Instant;

/**
 * All accounts in groups.
 *
 * @param groups how many there are of each
 * @param flaggedFrom the risk score from which an account counts as flagged
 * @param at when they were counted, and their age taken
 */
record Grouped(AccountGroups groups, double flaggedFrom, Instant at) {}
