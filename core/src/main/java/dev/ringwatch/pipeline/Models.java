package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.learn.LearnedWeights;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The models in force and to come, by the tick from which they hold, and beside them what verdicts
 * taught. Not thread-safe.
 */
final class Models {

  private final TreeMap<Tick, AnomalyModel> byTick = new TreeMap<>();

  /** What verdicts taught, or that nothing of it is to hold. */
  private final TreeMap<Tick, Optional<LearnedWeights>> learnedByTick = new TreeMap<>();

  /** The last that was asked for: who asks again gets the same. */
  private @Nullable ScoringModel last;

  void put(Tick effectiveFrom, AnomalyModel model) {
    byTick.put(effectiveFrom, model);
  }

  void putLearned(Tick effectiveFrom, Optional<LearnedWeights> weights) {
    learnedByTick.put(effectiveFrom, weights);
  }

  /** The model in force at a tick; empty if none is. */
  Optional<AnomalyModel> at(Tick tick) {
    return Optional.ofNullable(byTick.floorEntry(tick)).map(Map.Entry::getValue);
  }

  /** What makes scores at a tick; empty if no model is in force. */
  Optional<ScoringModel> scoringAt(Tick tick) {
    return at(tick).map(model -> scoring(model, learnedAt(tick)));
  }

  /** A model with what verdicts taught at a tick. */
  ScoringModel scoring(AnomalyModel model, Optional<LearnedWeights> weights) {
    ScoringModel before = last;
    if (before == null || before.anomaly() != model || !before.weights().equals(weights)) {
      before = ScoringModel.of(model, weights);
      last = before;
    }
    return before;
  }

  /** What verdicts taught that holds at a tick; empty if nothing of it does. */
  Optional<LearnedWeights> learnedAt(Tick tick) {
    Map.Entry<Tick, Optional<LearnedWeights>> inForce = learnedByTick.floorEntry(tick);
    return inForce == null ? Optional.empty() : inForce.getValue();
  }

  /** What verdicts taught that holds from the latest tick; empty if nothing of it will. */
  Optional<LearnedWeights> newestLearned() {
    return learnedByTick.isEmpty() ? Optional.empty() : learnedByTick.lastEntry().getValue();
  }

  /** The model that holds from the latest tick; empty if there is none. */
  Optional<AnomalyModel> newest() {
    return Optional.ofNullable(byTick.lastEntry()).map(Map.Entry::getValue);
  }

  /** Whether something is known that comes into force after a closed tick. */
  boolean isAwaited(Tick closed) {
    return byTick.higherKey(closed) != null || learnedByTick.higherKey(closed) != null;
  }

  /** Forgets what others have replaced by a closed tick. */
  void forgetReplaced(Tick closed) {
    forgetReplaced(byTick, closed);
    forgetReplaced(learnedByTick, closed);
  }

  private static void forgetReplaced(NavigableMap<Tick, ?> byTick, Tick closed) {
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

  /** What verdicts taught as it is now: a part of its own, which earlier formats do not have. */
  Frozen freezeLearned() {
    Map<Tick, Optional<LearnedWeights>> held = new TreeMap<>(learnedByTick);
    return out -> {
      out.putInt(held.size());
      for (Map.Entry<Tick, Optional<LearnedWeights>> learned : held.entrySet()) {
        out.putLong(learned.getKey().epochMinute());
        LearnedCodec.write(learned.getValue(), out);
      }
    };
  }

  /** Takes in what {@link #freezeLearned} froze. */
  void readLearned(BlockReader in) throws IOException {
    for (int left = in.readCount(); left > 0; left--) {
      learnedByTick.put(new Tick(in.readLong()), LearnedCodec.read(in));
    }
  }
}
