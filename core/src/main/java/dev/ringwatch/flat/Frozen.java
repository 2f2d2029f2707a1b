package dev.ringwatch.flat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A part of some state as it was at one moment, while its owner goes on changing the state. It may
 * be written by another thread than the owner's, if it was handed over safely. It can be written
 * once: it lets go of what it holds as it goes, so that memory does not double.
 */
@FunctionalInterface
public interface Frozen {

  /** Writes the part. */
  void writeTo(BlockWriter out) throws IOException;

  /** Several parts as one, written in their order. */
  static Frozen all(List<Frozen> parts) {
    Deque<Frozen> left = new ArrayDeque<>(parts);
    return out -> {
      for (Frozen part = left.poll(); part != null; part = left.poll()) {
        part.writeTo(out);
      }
    };
  }
}
