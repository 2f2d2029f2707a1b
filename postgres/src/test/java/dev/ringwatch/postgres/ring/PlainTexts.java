package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import java.util.List;
import java.util.stream.Collectors;

/** JSON of texts that need no escapes; can be told to fail. */
final class PlainTexts implements RingTexts {

  private boolean failing;

  /** From now on, whenever something is to become history. */
  void fail(boolean now) {
    failing = now;
  }

  @Override
  public String reasons(List<Reason> reasons) {
    return reasons.stream()
        .map(reason -> "{\"name\":\"" + reason.name() + "\",\"points\":" + reason.points() + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public String coincidences(List<Coincidence> coincidences) {
    return names(coincidences.stream().map(one -> one.kind().label()).toList());
  }

  @Override
  public String evidence(Edge edge) {
    return "{\"text\":\"" + edge.evidenceText() + "\"}";
  }

  @Override
  public String names(List<String> names) {
    if (failing) {
      throw new IllegalStateException("told to fail");
    }
    return names.stream()
        .collect(Collectors.joining("\",\"", "[\"", "\"]"))
        .replace("[\"\"]", "[]");
  }
}
