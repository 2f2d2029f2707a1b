package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.flink.StepStage.Turn;
import dev.ringwatch.pipeline.KeyStateCodec;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.Occasion;
import dev.ringwatch.pipeline.RingTask;
import dev.ringwatch.pipeline.Sharing;
import java.io.IOException;

/** What keys, rings and hunts say, as messages. */
final class Words {

  private Words() {}

  /** What a link key tells an account. */
  static Message sharing(Keys keys, AccountId account, Tick tick, Sharing sharing) {
    return Message.of(
        Kind.SHARING,
        keys,
        account,
        tick,
        out -> {
          out.putText(sharing.kind().label());
          out.putLong(sharing.valueHash());
          out.putInt(sharing.accounts());
        });
  }

  /** What {@link #sharing} says, to an account that needs no number. */
  static Sharing readSharing(BlockReader in) throws IOException {
    return new Sharing(0, LinkKeyKind.ofLabel(in.readText()), in.readLong(), in.readInt());
  }

  /** What a link key became. */
  static <K, S> Message state(Kind kind, Turn<S> turn, KeyedStep<K, S, ?, ?> step) {
    byte[] body = new KeyStateCodec<>(step).bytes(turn.state());
    return new Message(kind, turn.key(), Message.millis(turn.tick()), body);
  }

  /** That two accounts acted together. */
  static Message occasion(Turn<?> turn, Occasion occasion) {
    byte[] body =
        Packed.bytes(out -> {
          out.putText(turn.state().accounts().id(occasion.earlier()).value());
          out.putText(turn.state().accounts().id(occasion.later()).value());
          out.putLong(occasion.epochMillis());
          out.putInt(occasion.gapMillis());
        });
    return new Message(Kind.OCCASION, turn.key(), Message.millis(turn.tick()), body);
  }

  /** Tells the task of rings what a message says. */
  static void tell(RingTask task, Message message) {
    switch (message.kind()) {
      case LONE -> {
        AccountId account = Keys.account(message.key());
        message.read(in -> {
          task.lone(account, LinkKeyKind.ofLabel(in.readText()), in.readInt());
          return account;
        });
      }
      case LINK -> task.link(Keys.link(message.key()), message.body());
      case CO_ACTION -> task.coAction(Keys.link(message.key()), message.body());
      case OCCASION ->
          message.read(in -> {
            AccountId earlier = new AccountId(in.readText());
            AccountId later = new AccountId(in.readText());
            task.occasion(Keys.link(message.key()), earlier, later, in.readLong(), in.readInt());
            return later;
          });
      case ACCOUNT ->
          message.read(in -> {
            AccountId account = Keys.account(message.key());
            task.account(account, in.readCount(), in.readDouble());
            return account;
          });
      case GONE -> task.accountGone(Keys.account(message.key()));
      case LINK_GONE -> task.linkGone(Keys.link(message.key()));
      case CO_ACTION_GONE -> task.coActionGone(Keys.link(message.key()));
      case EVENT, SHARING, STATE, ANOMALY, MEMBERSHIP, FINDINGS -> throw unexpected(message);
      case MODEL, HUNT, LEARNED, RESCORE, FINAL -> throw unexpected(message);
      case RINGS, SET_ASIDE, REFUSED, HEARTBEAT -> throw unexpected(message);
    }
  }

  private static IllegalStateException unexpected(Message message) {
    return new IllegalStateException("rings are not told of " + message.kind());
  }
}
