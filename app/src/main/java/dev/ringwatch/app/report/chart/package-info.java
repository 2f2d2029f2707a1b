/**
 * Charts as inline SVG, drawn here and not in the browser: scales, histogram, curves, activity,
 * graphs and strips. Colours are classes of the page's style sheet, so that one drawing serves the
 * light and the dark page. Knows nothing of what it draws but numbers and labels.
 */
@NullMarked
package dev.ringwatch.app.report.chart;

import org.jspecify.annotations.NullMarked;
