package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import java.util.List;

/** What is kept of a ring as JSON. Equal arguments must give equal texts. Safe for threads. */
public interface RingTexts {

  /** An array of {@code {name, points, sentence}}. */
  String reasons(List<Reason> reasons);

  /** An array of {@code {kind, seen, expected}}. */
  String coincidences(List<Coincidence> coincidences);

  /** An object {@code {shared, evidence}}. */
  String evidence(Edge edge);

  /** An array of texts. */
  String names(List<String> names);
}
