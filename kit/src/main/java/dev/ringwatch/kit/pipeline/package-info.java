/** What every driver of the pipeline must do alike. */
@NullMarked
package dev.ringwatch.kit.pipeline;

import org.jspecify.annotations.NullMarked;
