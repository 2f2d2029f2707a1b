/** Incidents over HTTP, and how what they rest on is kept. */
@NullMarked
package dev.ringwatch.app.incident;

import org.jspecify.annotations.NullMarked;
