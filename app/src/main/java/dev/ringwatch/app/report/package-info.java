/**
 * {@code report.html}: one file that shows what an analysis found, made to be looked at. It needs
 * no network and runs nothing but its own script; all that comes from the log is text to it.
 */
@NullMarked
package dev.ringwatch.app.report;

import org.jspecify.annotations.NullMarked;
