/**
 * The pipeline as an Apache Flink job. {@link dev.ringwatch.flink.Topology} wires it; every class
 * beside it hands inputs of a closed tick to a step of {@code core.pipeline} and keeps what the
 * step says. Nothing of the detection is written here.
 */
@NullMarked
package dev.ringwatch.flink;

import org.jspecify.annotations.NullMarked;
