/** Detection where a Flink job has it: what a server knows of it, and does because of it. */
@NullMarked
package dev.ringwatch.app.job;

import org.jspecify.annotations.NullMarked;
