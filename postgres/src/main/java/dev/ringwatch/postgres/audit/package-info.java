/** The audit log: who did what, in rows chained by hash, and how to tell that it is whole. */
@NullMarked
package dev.ringwatch.postgres.audit;

import org.jspecify.annotations.NullMarked;
