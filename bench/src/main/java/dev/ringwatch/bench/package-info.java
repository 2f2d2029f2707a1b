/** Measurements: how fast, and how good. Nothing depends on them. */
@NullMarked
package dev.ringwatch.bench;

import org.jspecify.annotations.NullMarked;
