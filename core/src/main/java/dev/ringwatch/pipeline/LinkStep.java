package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import java.util.function.Consumer;

/** By link key: remembers which accounts used the key and tells each how many they are. */
public final class LinkStep implements KeyedStep<LinkKey, KeyUsage, KeyUse, Sharing> {

  @Override
  public KeyUsage open(LinkKey key) {
    return KeyUsage.alone(key);
  }

  @Override
  public void apply(KeyUsage usage, KeyUse use) {
    usage.use(use.account(), use.event());
  }

  /** Whether every account of the key has been told of all others. */
  boolean hasToldAll(KeyUsage usage) {
    return usage.told() == usage.accounts();
  }

  /** Tells every account when the number changed, and only the new ones when it did not. */
  @Override
  public void tell(KeyUsage usage, Tick closed, Consumer<Sharing> output) {
    int accounts = usage.accounts();
    int number = Sharing.rounded(accounts);
    int alreadyTold = number == Sharing.rounded(usage.told()) ? usage.told() : 0;
    if (number > 1) {
      usage.forNewest(
          accounts - alreadyTold,
          (account, uses, firstMinute, lastMinute) ->
              output.accept(new Sharing(account, usage.kind(), usage.valueHash(), number)));
    }
    usage.told(accounts);
  }
}
