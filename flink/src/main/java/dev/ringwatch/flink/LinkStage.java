package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyUse;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LinkStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.Sharing;
import java.util.function.Consumer;

/**
 * By static link key: {@link LinkStep}. Of a key that one account has alone rings learn no more
 * than that.
 */
final class LinkStage extends StepStage<LinkKey, KeyUsage, KeyUse, Sharing> {

  private final Keys keys;

  LinkStage(JobConfig config) {
    super(config);
    keys = config.keys();
  }

  @Override
  KeyedStep<LinkKey, KeyUsage, KeyUse, Sharing> step() {
    return new LinkStep(config().pipeline());
  }

  @Override
  LinkKey key(String text) {
    return Keys.link(text);
  }

  @Override
  KeyUse input(Event event, LocalAccounts accounts) {
    return use(event, accounts, config().pipeline());
  }

  /** What an event is to a link key. */
  static KeyUse use(Event event, LocalAccounts accounts, PipelineConfig config) {
    EventKeys itsKeys = EventKeys.of(event, config.rings().kindsWithRoom(), config.hashKey());
    return new KeyUse(accounts.number(event.account()), itsKeys);
  }

  @Override
  KeyUse input(Message word) {
    throw new IllegalStateException("link keys are told of events only, not of " + word.kind());
  }

  @Override
  void said(Turn<KeyUsage> turn, Sharing sharing) {
    AccountId account = turn.state().accounts().id(sharing.account());
    turn.out().accept(Words.sharing(keys, account, turn.tick(), sharing));
  }

  @Override
  boolean forRings() {
    return true;
  }

  @Override
  void tellRings(Turn<KeyUsage> turn) {
    if (turn.state().state().accounts() > 1) {
      turn.rings().accept(Words.state(Kind.LINK, turn, step()));
    }
  }

  @Override
  void take(Turn<KeyUsage> turn, Iterable<Message> arrived, Consumer<Message> failed) {
    KeyUsage usage = turn.state().state();
    int before = usage.accounts();
    super.take(turn, arrived, failed);
    if (before == 1 && usage.accounts() > 1) {
      tellLone(turn, -1);
    } else if (before == 0 && usage.accounts() == 1) {
      tellLone(turn, 1);
    }
  }

  /** The first account of a key is the one that had it alone. */
  private void tellLone(Turn<KeyUsage> turn, int more) {
    KeyState<KeyUsage> state = turn.state();
    turn.rings()
        .accept(
            Message.of(
                Kind.LONE,
                keys,
                state.accounts().id(0),
                turn.tick(),
                out -> {
                  out.putText(state.state().kind().label());
                  out.putInt(more);
                }));
  }
}
