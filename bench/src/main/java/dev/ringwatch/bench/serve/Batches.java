package dev.ringwatch.bench.serve;

import java.io.IOException;

/** Where a sender's batches come from, in the order in which they are sent. Safe for threads. */
interface Batches {

  /** Fills in the next batch, once it is due; false if there are no more. */
  boolean next(Batch batch) throws IOException;

  /** Told before a batch is sent for the first time. */
  default void sending(Batch batch) {}

  /** Told once a batch is acknowledged. */
  default void acknowledged(Batch batch) {}
}
