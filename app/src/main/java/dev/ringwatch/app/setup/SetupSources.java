package dev.ringwatch.app.setup;

import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.audit.AuditRows;

/**
 * Where panels read from. What is asked of these takes a bounded time, and then fails.
 *
 * @param audit who did what
 * @param archived the files that days were written into
 */
public record SetupSources(AuditRows audit, ArchivedDays archived) {}
