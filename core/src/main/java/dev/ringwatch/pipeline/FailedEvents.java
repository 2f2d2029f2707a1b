package dev.ringwatch.pipeline;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events that made a step fail, until somebody takes them. Not thread-safe. */
final class FailedEvents {

  private final List<SetAside> waiting = new ArrayList<>();
  private long count;

  void add(SetAside failed) {
    waiting.add(failed);
    count++;
  }

  List<SetAside> waiting() {
    return List.copyOf(waiting);
  }

  /** How many there ever were. */
  long count() {
    return count;
  }

  void drain(Consumer<SetAside> output) {
    List<SetAside> taken = waiting();
    waiting.clear();
    taken.forEach(output);
  }

  /** All as they are now. O(those that wait). */
  Frozen freeze() {
    List<SetAside> held = waiting();
    long heldCount = count;
    return out -> write(out, held, heldCount);
  }

  private static void write(BlockWriter out, List<SetAside> held, long count) throws IOException {
    out.putLong(count);
    out.putInt(held.size());
    for (SetAside failed : held) {
      EventCodec.write(failed.event(), out);
      out.putText(EarlierFailure.words(failed.failure()));
    }
  }

  /** Takes in what {@link #freeze} froze. */
  void read(BlockReader in) throws IOException {
    count = in.readLong();
    for (int left = in.readCount(); left > 0; left--) {
      waiting.add(new SetAside(EventCodec.read(in), new EarlierFailure(in.readText())));
    }
  }
}
