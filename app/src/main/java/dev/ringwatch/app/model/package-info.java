/** Anomaly models in files: JSON that a person can read and that need not come from a friend. */
@NullMarked
package dev.ringwatch.app.model;

import org.jspecify.annotations.NullMarked;
