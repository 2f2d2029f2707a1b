package dev.ringwatch.pipeline;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What verdicts taught, in a written state or a message between steps. Signals go by name, so that
 * one which this version does not know is refused and not misread.
 */
public final class LearnedCodec {

  private static final int VERSION = 1;

  private LearnedCodec() {}

  /** Writes weights, or that there are none, after the number of their format. */
  public static void write(Optional<LearnedWeights> weights, BlockWriter out) throws IOException {
    out.putInt(VERSION);
    out.putInt(weights.isPresent() ? 1 : 0);
    if (weights.isPresent()) {
      Map<String, Double> coefficients = weights.get().coefficients();
      out.putInt(coefficients.size());
      for (Map.Entry<String, Double> coefficient : coefficients.entrySet()) {
        out.putText(coefficient.getKey());
        out.putDouble(coefficient.getValue());
      }
      out.putDouble(weights.get().probabilities().intercept());
      out.putDouble(weights.get().probabilities().slope());
    }
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws UnusableStateException if the format, or a signal, is not known
   */
  public static Optional<LearnedWeights> read(BlockReader in) throws IOException {
    UnusableStateException.requireFormat(in.readInt(), VERSION, "what verdicts taught");
    if (in.readInt() == 0) {
      return Optional.empty();
    }
    Map<String, Double> coefficients = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      coefficients.put(in.readText(), in.readDouble());
    }
    double intercept = in.readDouble();
    double slope = in.readDouble();
    try {
      return Optional.of(new LearnedWeights(coefficients, new ProbabilityScale(intercept, slope)));
    } catch (IllegalArgumentException e) {
      throw new UnusableStateException("what verdicts taught cannot be used", e);
    }
  }
}
