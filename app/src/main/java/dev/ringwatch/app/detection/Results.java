package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import java.io.IOException;
import java.util.List;

/** Where final scores are written. One writer at a time. */
public interface Results {

  /**
   * What a closed tick says of an account.
   *
   * @param tick the tick
   * @param state what stands behind the score
   * @param score the score
   */
  record Result(Tick tick, AccountState state, AccountFinal score) {}

  /**
   * Writes scores durably, all or none. Writing the same twice is as once, and what is older than
   * what is there changes nothing.
   *
   * @param results each account once
   * @param modelId the model that they were made under
   * @throws UnwritableResultException if none is written because one of them cannot be
   * @throws IOException if it is not known whether they are written; writing them again is safe
   */
  void write(List<Result> results, String modelId) throws IOException;

  /** Notes up to which entry of the log all that closed ticks say is written. */
  void reached(long seq) throws IOException;

  /** What was noted last; 0 at the beginning. */
  long reached() throws IOException;
}
