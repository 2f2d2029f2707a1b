/** What the server measures of itself, as Prometheus reads it. */
@NullMarked
package dev.ringwatch.app.metrics;

import org.jspecify.annotations.NullMarked;
