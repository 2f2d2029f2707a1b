package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The models in force and to come, by the tick from which they hold. Not thread-safe. */
final class Models {

  private final TreeMap<Tick, AnomalyModel> byTick = new TreeMap<>();

  void put(Tick effectiveFrom, AnomalyModel model) {
    byTick.put(effectiveFrom, model);
  }

  /** The model in force at a tick; empty if none is. */
  Optional<AnomalyModel> at(Tick tick) {
    return Optional.ofNullable(byTick.floorEntry(tick)).map(Map.Entry::getValue);
  }

  /** The model that holds from the latest tick; empty if there is none. */
  Optional<AnomalyModel> newest() {
    return Optional.ofNullable(byTick.lastEntry()).map(Map.Entry::getValue);
  }

  /** Whether a model is known that comes into force after a closed tick. */
  boolean isAwaited(Tick closed) {
    return byTick.higherKey(closed) != null;
  }

  /** Forgets the models that others have replaced by a closed tick. */
  void forgetReplaced(Tick closed) {
    if (byTick.size() > 1) {
      Tick inForce = byTick.floorKey(closed);
      if (inForce != null) {
        byTick.headMap(inForce).clear();
      }
    }
  }

  /** The models as they are now; each is immutable. */
  Frozen freeze() {
    Map<Tick, AnomalyModel> held = new TreeMap<>(byTick);
    return out -> write(out, held);
  }

  private static void write(BlockWriter out, Map<Tick, AnomalyModel> models) throws IOException {
    out.putInt(models.size());
    for (Map.Entry<Tick, AnomalyModel> model : models.entrySet()) {
      out.putLong(model.getKey().epochMinute());
      ModelCodec.write(model.getValue(), out);
    }
  }

  /** Takes in the models that {@link #freeze} froze. */
  void read(BlockReader in) throws IOException {
    for (int left = in.readCount(); left > 0; left--) {
      byTick.put(new Tick(in.readLong()), ModelCodec.read(in));
    }
  }
}
