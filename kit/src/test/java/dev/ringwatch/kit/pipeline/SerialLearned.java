package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.LearnedCodec;
import java.util.List;
import java.util.Optional;

/**
 * What verdicts taught, by reading all that the log says of it.
 *
 * @param changes in the order of the log
 */
record SerialLearned(List<Control.UseLearned> changes) {

  SerialLearned {
    changes = List.copyOf(changes);
  }

  /** As it holds at a tick, made of nothing but what was written of it. */
  Optional<LearnedWeights> at(Tick tick) {
    Optional<LearnedWeights> inForce = Optional.empty();
    Tick from = new Tick(0);
    for (Control.UseLearned change : changes) {
      if (change.effectiveFrom().compareTo(tick) <= 0
          && change.effectiveFrom().compareTo(from) >= 0) {
        inForce = change.weights();
        from = change.effectiveFrom();
      }
    }
    Optional<LearnedWeights> said = inForce;
    return Packed.read(Packed.bytes(out -> LearnedCodec.write(said, out)), LearnedCodec::read);
  }
}
