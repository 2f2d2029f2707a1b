package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import java.io.IOException;
import java.util.List;

/** Where incidents are opened, and moved by what is found out of them. Safe for threads. */
public interface Matters {

  /** The risk score from which an account's incident is opened, 0 to 100. */
  double accountsFrom();

  /** The score from which a ring's incident is opened, 0 to 100. */
  double ringsFrom();

  /**
   * Takes evidence in, all or none. The same again changes nothing.
   *
   * @param evidence of each matter once
   * @throws UnwritableResultException if none is taken in because of one that cannot be kept
   * @throws IOException if it is not known whether it was taken in
   */
  void see(List<Evidence> evidence) throws IOException;
}
