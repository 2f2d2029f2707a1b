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
 * @param modelId the model that they were made under
 */
record ScoredAt(Tick tick, AccountFinal score, AccountState state, String modelId) {

  /** What a message of final scores says. */
  static ScoredAt of(Message message) {
    return message.read(in -> read(message.tick(), in));
  }

  private static ScoredAt read(Tick tick, BlockReader in) throws IOException {
    AccountFinal score = FinalCodec.read(in);
    return new ScoredAt(tick, score, AccountStateCodec.read(in), in.readText());
  }
}
