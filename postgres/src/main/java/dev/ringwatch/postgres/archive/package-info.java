/** What is known of days of events that were written into files. */
@NullMarked
package dev.ringwatch.postgres.archive;

import org.jspecify.annotations.NullMarked;
