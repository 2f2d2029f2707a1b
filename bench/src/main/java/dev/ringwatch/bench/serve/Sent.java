package dev.ringwatch.bench.serve;

/**
 * What became of everything that was sent.
 *
 * @param batches how many batches were acknowledged
 * @param accepted events that were new to the server
 * @param duplicates events that it had already, from an attempt whose answer did not arrive
 * @param rejected events that it did not take
 * @param busy answers that asked to come again later
 * @param broken attempts that ended with the connection
 * @param seconds from the first request to the last acknowledgement
 * @param latency from when a batch was due, or first sent, to its acknowledgement
 */
record Sent(
    long batches,
    long accepted,
    long duplicates,
    long rejected,
    long busy,
    long broken,
    double seconds,
    Samples latency) {

  /** Events that the server has. */
  long kept() {
    return accepted + duplicates;
  }
}
