package dev.ringwatch.flink;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import java.io.IOException;

/**
 * What a closed tick says of an account.
 *
 * @param tick the tick
 * @param score its final scores
 * @param state what stands behind them
 */
record ScoredAt(Tick tick, AccountFinal score, AccountState state) {

  /** What a message of final scores says. */
  static ScoredAt of(Message message) {
    return message.read(in -> read(message.tick(), in));
  }

  private static ScoredAt read(Tick tick, BlockReader in) throws IOException {
    return new ScoredAt(tick, FinalCodec.read(in), AccountStateCodec.read(in));
  }
}
