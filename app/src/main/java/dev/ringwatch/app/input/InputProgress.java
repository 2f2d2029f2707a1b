package dev.ringwatch.app.input;

/**
 * How far reading has come. Every input is first looked through for its order, and sorted if it has
 * none, and then delivered.
 *
 * @param orderedBytes bytes of input whose order is known
 * @param deliveredBytes bytes of input whose events were delivered, approximately
 * @param totalBytes bytes of all inputs, compressed ones as they are on disk; 0 while standard
 *     input is still coming
 */
public record InputProgress(long orderedBytes, long deliveredBytes, long totalBytes) {}
