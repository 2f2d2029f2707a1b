package dev.ringwatch.pipeline;

/**
 * A driver whose state was read back.
 *
 * @param driver the driver, which goes on as the one whose state was written would have
 * @param position the number that was handed to {@link EmbeddedDriver#freeze}
 */
public record Restored(EmbeddedDriver driver, long position) {}
