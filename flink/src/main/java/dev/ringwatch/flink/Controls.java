package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.LearnedCodec;
import dev.ringwatch.pipeline.ModelCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Control records as messages. */
public final class Controls {

  private static final String NOBODY = "";
  private static final byte[] NOTHING = {};

  private Controls() {}

  /**
   * The message of a control record; empty for one that means nothing here: the job finds rings by
   * itself.
   */
  public static Optional<Message> message(Control control) {
    return switch (control) {
      case Control.UseModel use ->
          Optional.of(
              message(
                  Kind.MODEL,
                  use.effectiveFrom(),
                  Packed.bytes(out -> ModelCodec.write(use.model(), out))));
      case Control.UseLearned use ->
          Optional.of(
              message(
                  Kind.LEARNED,
                  use.effectiveFrom(),
                  Packed.bytes(out -> LearnedCodec.write(use.weights(), out))));
      case Control.ChangeFindings change ->
          Optional.of(message(Kind.HUNT, change.effectiveFrom(), bytes(change.findings())));
      case Control.ChangeRings rings -> Optional.empty();
      case Control.Heartbeat heartbeat ->
          Optional.of(
              new Message(Kind.HEARTBEAT, NOBODY, heartbeat.time().toEpochMilli(), NOTHING));
    };
  }

  private static Message message(Kind kind, Tick from, byte[] body) {
    return new Message(kind, NOBODY, Message.millis(from), body);
  }

  private static byte[] bytes(FindingsInForce findings) {
    return Packed.bytes(out -> {
      out.putText(findings.hunt());
      out.putInt(findings.points());
      out.putLong(findings.until().epochMinute());
      out.putInt(findings.accounts().size());
      for (AccountId account : findings.accounts()) {
        out.putText(account.value());
      }
    });
  }

  /** What a hunt found, of a message that says it. */
  static FindingsInForce readFindings(BlockReader in) throws IOException {
    String hunt = in.readText();
    int points = in.readInt();
    Tick until = new Tick(in.readLong());
    List<AccountId> accounts = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      accounts.add(new AccountId(in.readText()));
    }
    return new FindingsInForce(hunt, points, until, accounts);
  }
}
