package dev.ringwatch.postgres.audit;

import java.time.Instant;

/**
 * An entry and when it happened.
 *
 * @param at to the microsecond, as the table keeps it
 */
record Timed(Instant at, AuditEntry entry) {}
