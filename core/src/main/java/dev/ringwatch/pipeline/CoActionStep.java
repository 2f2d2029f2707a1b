package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.CoActionUsage;
import dev.ringwatch.detect.ring.CoActionUsages;
import dev.ringwatch.detect.ring.KeyUsages;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * By action and target: tells which accounts acted together. It speaks with every event and has
 * nothing left to say at the end of a tick, because it forgets who acted before the window.
 */
public final class CoActionStep implements KeyedStep<LinkKey, CoActionUsage, KeyUse, Occasion> {

  private final RingConfig config;
  private final HashKey hashKey;

  /** The step under a configuration. */
  public CoActionStep(PipelineConfig config) {
    this.config = config.rings();
    this.hashKey = config.hashKey();
  }

  @Override
  public CoActionUsage open(LinkKey key) {
    return CoActionUsage.alone(key, config, hashKey);
  }

  @Override
  public void apply(CoActionUsage usage, KeyUse use, Consumer<Occasion> output) {
    int key = usage.number();
    usage.act(
        use.account(),
        use.event(),
        (earlier, later, epochMillis, gapMillis) ->
            output.accept(new Occasion(key, earlier, later, epochMillis, gapMillis)));
  }

  @Override
  public void tell(CoActionUsage usage, Tick closed, Consumer<Occasion> output) {
    // It has said all there is.
  }

  @Override
  public boolean expire(CoActionUsage usage, Cut cut) {
    if (cut.beginsGeneration()) {
      usage.age();
    }
    return usage.expire(cut.keysBefore());
  }

  @Override
  public void write(CoActionUsage usage, BlockWriter out) throws IOException {
    usage.writeTo(out);
  }

  @Override
  public CoActionUsage read(LinkKey key, BlockReader in, IntUnaryOperator accounts)
      throws IOException {
    CoActionUsages table = new CoActionUsages(config, KeyUsages.SEED_OF_ONE);
    return table.at(table.read(in, accounts));
  }
}
