/**
 * Everything that Ringwatch keeps in PostgreSQL: the schema, the event log, repositories, and the
 * server that comes with it.
 */
@NullMarked
package dev.ringwatch.postgres;

import org.jspecify.annotations.NullMarked;
