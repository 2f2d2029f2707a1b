package dev.ringwatch.app.report.chart;

/**
 * A labelled place on an axis.
 *
 * @param value where
 * @param label what is written there
 */
record Tick(double value, String label) {}
