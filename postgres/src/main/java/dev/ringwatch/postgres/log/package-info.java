/**
 * The event log in PostgreSQL: one committing thread that holds the writer's lease, group commits
 * by binary COPY, identities known in memory, and readers. Start reading at {@link
 * dev.ringwatch.postgres.log.PostgresEventLog}.
 */
@NullMarked
package dev.ringwatch.postgres.log;

import org.jspecify.annotations.NullMarked;
