package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.CoActionStep;
import dev.ringwatch.pipeline.Cut;
import dev.ringwatch.pipeline.KeyUse;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.Occasion;

/**
 * By action and target: {@link CoActionStep}. Of a target that one account has alone rings learn
 * nothing.
 */
final class CoActionStage extends StepStage<LinkKey, CoActionUsage, KeyUse, Occasion> {

  CoActionStage(JobConfig config) {
    super(config);
  }

  @Override
  KeyedStep<LinkKey, CoActionUsage, KeyUse, Occasion> step() {
    return new CoActionStep(config().pipeline());
  }

  @Override
  LinkKey key(String text) {
    return Keys.link(text);
  }

  @Override
  String name(LinkKey key) {
    return key.value();
  }

  @Override
  KeyUse input(Event event, LocalAccounts accounts) {
    return LinkStage.use(event, accounts, config().pipeline());
  }

  @Override
  KeyUse input(Message word) {
    throw new IllegalStateException("link keys are told of events only, not of " + word.kind());
  }

  @Override
  void said(Turn<CoActionUsage> turn, Occasion occasion) {
    turn.rings().accept(Words.occasion(turn, occasion));
  }

  @Override
  boolean forRings() {
    return true;
  }

  /** Whether a target ties anybody, or may have been too crowded to say. */
  private static boolean ties(CoActionUsage usage) {
    return usage.audience() != 1 || usage.pairMass() > 0;
  }

  @Override
  boolean expire(Turn<CoActionUsage> turn, Cut cut) {
    boolean tied = ties(turn.state().state());
    boolean gone = super.expire(turn, cut);
    if (tied && (gone || !ties(turn.state().state()))) {
      turn.rings().accept(Message.of(Kind.CO_ACTION_GONE, turn.key(), turn.tick()));
    }
    return gone;
  }

  @Override
  void tellRings(Turn<CoActionUsage> turn) {
    if (ties(turn.state().state())) {
      turn.rings().accept(Words.state(Kind.CO_ACTION, turn, step()));
    }
  }
}
