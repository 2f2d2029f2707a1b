package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.Cut;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyUse;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LinkStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.Sharing;
import java.util.Optional;
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
  String name(LinkKey key) {
    return key.value();
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
    Optional<AccountId> before = alone(turn.state());
    super.take(turn, arrived, failed);
    tellWhoIsAlone(turn, before);
  }

  /** Who is left is told again how many there are, as all are who know more than is true. */
  @Override
  boolean expire(Turn<KeyUsage> turn, Cut cut) {
    KeyUsage usage = turn.state().state();
    boolean shared = usage.accounts() > 1;
    Optional<AccountId> before = alone(turn.state());
    boolean gone = super.expire(turn, cut);
    if (!gone) {
      tell(turn);
    }
    if (shared && usage.accounts() <= 1) {
      turn.rings().accept(Message.of(Kind.LINK_GONE, turn.key(), turn.tick()));
    }
    tellWhoIsAlone(turn, before);
    return gone;
  }

  /** The account that has a key alone; empty if none has. */
  private static Optional<AccountId> alone(KeyState<KeyUsage> state) {
    if (state.state().accounts() != 1) {
      return Optional.empty();
    }
    int[] number = new int[1];
    state.state().forEach((account, uses, first, last) -> number[0] = account);
    return Optional.of(state.accounts().id(number[0]));
  }

  private void tellWhoIsAlone(Turn<KeyUsage> turn, Optional<AccountId> before) {
    Optional<AccountId> now = alone(turn.state());
    if (!now.equals(before)) {
      before.ifPresent(account -> tellLone(turn, account, -1));
      now.ifPresent(account -> tellLone(turn, account, 1));
    }
  }

  private void tellLone(Turn<KeyUsage> turn, AccountId account, int more) {
    KeyUsage usage = turn.state().state();
    turn.rings()
        .accept(
            Message.of(
                Kind.LONE,
                keys,
                account,
                turn.tick(),
                out -> {
                  out.putText(usage.kind().label());
                  out.putInt(more);
                }));
  }
}
