package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.KeyUsage;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import java.util.function.Consumer;

/** By link key: remembers which accounts used the key and tells each how many they are. */
public final class LinkStep implements KeyedStep<LinkKey, LinkState, KeyUse, Sharing> {

  @Override
  public LinkState open(LinkKey key) {
    return new LinkState(new KeyUsage(key));
  }

  @Override
  public void apply(LinkState state, KeyUse use) {
    state.usage.use(use.account(), use.event());
  }

  /** Whether every account of the key has been told of all others. */
  boolean hasToldAll(LinkState state) {
    return state.toldAccounts == state.usage.accounts();
  }

  /** Tells every account when the number changed, and only the new ones when it did not. */
  @Override
  public void tell(LinkState state, Tick closed, Consumer<Sharing> output) {
    KeyUsage usage = state.usage;
    int number = Sharing.rounded(usage.accounts());
    int alreadyTold = number == state.toldNumber ? state.toldAccounts : 0;
    if (number > 1 && alreadyTold < usage.accounts()) {
      int[] place = {0};
      usage.forEach((account, uses, firstMinute, lastMinute) -> {
        if (place[0]++ >= alreadyTold) {
          output.accept(new Sharing(account, usage.key(), number));
        }
      });
    }
    state.toldAccounts = usage.accounts();
    state.toldNumber = number;
  }
}
