/** Verdicts, second opinions, appeals and the random sample: over HTTP, and how they are given. */
@NullMarked
package dev.ringwatch.app.verdict;

import org.jspecify.annotations.NullMarked;
