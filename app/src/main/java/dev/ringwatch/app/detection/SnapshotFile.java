package dev.ringwatch.app.detection;

import java.time.Instant;

/**
 * A snapshot on the disk.
 *
 * @param bytes its size
 * @param written when it was written
 */
public record SnapshotFile(long bytes, Instant written) {}
