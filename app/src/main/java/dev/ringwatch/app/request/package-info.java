/**
 * What is noted about every request: its time, a line in the log, who sent it, a span of a trace.
 */
@NullMarked
package dev.ringwatch.app.request;

import org.jspecify.annotations.NullMarked;
