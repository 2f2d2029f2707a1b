/** Incidents: how they move, what is decided of them, and what is there. */
@NullMarked
package dev.ringwatch.postgres.incident;

import org.jspecify.annotations.NullMarked;
