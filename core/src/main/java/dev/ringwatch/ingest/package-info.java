/**
 * From bytes to events: CSV, JSON and tables are decoded, checked, given ids and freed of
 * duplicates, and what cannot be used is rejected with a reason. Reads streams that it is handed;
 * opens nothing and looks at no clock.
 */
@NullMarked
package dev.ringwatch.ingest;

import org.jspecify.annotations.NullMarked;
