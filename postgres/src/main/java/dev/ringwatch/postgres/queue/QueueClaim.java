package dev.ringwatch.postgres.queue;

import dev.ringwatch.postgres.verdict.VerdictOrigin;
import java.time.Instant;

/**
 * That somebody has taken an item of the queue.
 *
 * @param operator who, as the audit log names them
 * @param origin what their verdict will be; they are not told
 * @param claimed since when
 * @param until when it ends, by the database's clock
 */
public record QueueClaim(String operator, VerdictOrigin origin, Instant claimed, Instant until) {}
