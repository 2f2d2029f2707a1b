package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.event.Tick;
import java.io.IOException;
import java.util.List;

/** Where incidents are opened, and moved by what is found out of them. Safe for threads. */
public interface Matters {

  /** What says at a tick from which scores on incidents are opened, as far as is known here. */
  IncidentPolicy policy(Tick tick);

  /**
   * Takes evidence in, all or none. The same again changes nothing.
   *
   * @param evidence of each matter once
   * @throws UnwritableResultException if none is taken in because of one that cannot be kept
   * @throws IOException if it is not known whether it was taken in
   */
  void see(List<Evidence> evidence) throws IOException;
}
