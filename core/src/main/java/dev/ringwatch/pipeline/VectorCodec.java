package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;

/** Feature vectors in a message between steps or in a written state, exactly as they are. */
public final class VectorCodec {

  private VectorCodec() {}

  /** Writes a vector. */
  public static void write(FeatureVector vector, BlockWriter out) throws IOException {
    out.putText(vector.account().value());
    out.putLong(vector.events());
    out.putInt(vector.actionsOnTargets());
    out.putText(vector.peerGroup());
    double[] values = vector.values();
    out.putInt(values.length);
    for (double value : values) {
      out.putDouble(value);
    }
  }

  /**
   * The vector that {@link #write} wrote.
   *
   * @throws UnusableStateException if it has other features than this Ringwatch
   */
  public static FeatureVector read(BlockReader in) throws IOException {
    AccountId account = new AccountId(in.readText());
    long events = in.readLong();
    int actionsOnTargets = in.readInt();
    String peerGroup = in.readText();
    int count = in.readCount();
    if (count != Feature.COUNT) {
      throw new UnusableStateException(
          "a vector of " + count + " features was kept, and there are " + Feature.COUNT + " now");
    }
    double[] values = new double[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return new FeatureVector(account, events, actionsOnTargets, peerGroup, values);
  }
}
