package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** By link key: remembers which accounts used the key and tells each how many they are. */
public final class LinkStep implements KeyedStep<LinkKey, KeyUsage, KeyUse, Sharing> {

  /** What a key has told that has forgotten accounts: it tells all of the rest again. */
  private static final int NOT_TRUE_ANY_MORE = -1;

  private final List<LinkKeyKind> kinds;
  private final HashKey hashKey;

  /** The step for events whose keys are of the configured kinds. */
  public LinkStep(PipelineConfig config) {
    kinds = config.rings().kindsWithRoom();
    hashKey = config.hashKey();
  }

  @Override
  public KeyUsage open(LinkKey key) {
    return KeyUsage.alone(key, kinds, hashKey);
  }

  /** Says nothing; what there is to say is the tick's. */
  @Override
  public void apply(KeyUsage usage, KeyUse use, Consumer<Sharing> output) {
    usage.use(use.account(), use.event());
  }

  /** Whether every account of the key has been told of all others. */
  static boolean hasToldAll(KeyUsage usage) {
    return usage.told() == usage.accounts();
  }

  /**
   * What the key tells an account, or would if the account joined now.
   *
   * @param account the account's number; negative for one that no key has seen
   */
  static int wouldTell(KeyUsage usage, int account) {
    boolean isOn = account >= 0 && usage.hasUsed(account);
    return Sharing.rounded(isOn ? usage.accounts() : usage.accounts() + 1);
  }

  /** How many accounts a key has besides one; the number of that as in {@link #wouldTell}. */
  static int others(KeyUsage usage, int account) {
    return usage.accounts() - (account >= 0 && usage.hasUsed(account) ? 1 : 0);
  }

  /** Tells every account when the number changed, and only the new ones when it did not. */
  @Override
  public void tell(KeyUsage usage, Tick closed, Consumer<Sharing> output) {
    int accounts = usage.accounts();
    int number = Sharing.rounded(accounts);
    boolean changed = usage.told() < 0 || number != Sharing.rounded(usage.told());
    int alreadyTold = changed ? 0 : usage.told();
    if (number > 1 || usage.told() < 0) {
      usage.forNewest(
          accounts - alreadyTold,
          (account, uses, firstMinute, lastMinute) ->
              output.accept(new Sharing(account, usage.kind(), usage.valueHash(), number)));
    }
    usage.told(accounts);
  }

  /** An account that is left alone on the key is told so. */
  @Override
  public boolean expire(KeyUsage usage, Cut cut) {
    if (usage.expire(cut.keysBefore()) > 0) {
      usage.told(NOT_TRUE_ANY_MORE);
    }
    return usage.accounts() == 0;
  }

  @Override
  public void write(KeyUsage usage, BlockWriter out) throws IOException {
    usage.writeTo(out);
  }

  @Override
  public KeyUsage read(LinkKey key, BlockReader in, IntUnaryOperator accounts) throws IOException {
    KeyUsages table = new KeyUsages(key.kind(), kinds, KeyUsages.SEED_OF_ONE);
    return table.at(table.read(in, accounts));
  }
}
