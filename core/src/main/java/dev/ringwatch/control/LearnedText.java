package dev.ringwatch.control;

import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What verdicts taught as text: a JSON object with the number of its format. It names signals and
 * no accounts. What is read is equal to what was written, bit by bit.
 */
public final class LearnedText {

  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private LearnedText() {}

  /**
   * The object.
   *
   * @param format its number
   * @param adjustments coefficients by signal; null where scores are to be what they are without
   * @param probability what an adjusted score means; null likewise
   */
  private record Body(
      int format, @Nullable Map<String, Double> adjustments, @Nullable Scale probability) {}

  private record Scale(double intercept, double slope) {}

  /** Weights, or that nothing of what verdicts taught is to hold, as text. */
  public static String of(Optional<LearnedWeights> weights) {
    return JSON.writeValueAsString(
        weights
            .map(taught -> {
              ProbabilityScale scale = taught.probabilities();
              return new Body(
                  FORMAT, taught.coefficients(), new Scale(scale.intercept(), scale.slope()));
            })
            .orElseGet(() -> new Body(FORMAT, null, null)));
  }

  /**
   * What {@link #of} wrote.
   *
   * @throws IllegalArgumentException with what is wrong, if it is anything else
   */
  public static Optional<LearnedWeights> parse(String text) {
    Body body;
    try {
      body = JSON.readValue(text, Body.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "what verdicts taught is not JSON as this Ringwatch has it", e);
    }
    if (body == null || body.format() != FORMAT) {
      throw new IllegalArgumentException(
          "what verdicts taught has format "
              + (body == null ? "none" : body.format())
              + ", and this Ringwatch knows format "
              + FORMAT);
    }
    Map<String, Double> adjustments = body.adjustments();
    Scale scale = body.probability();
    if (adjustments == null && scale == null) {
      return Optional.empty();
    }
    if (adjustments == null || scale == null || adjustments.containsValue(null)) {
      throw new IllegalArgumentException("what verdicts taught is not whole");
    }
    return Optional.of(
        new LearnedWeights(adjustments, new ProbabilityScale(scale.intercept(), scale.slope())));
  }
}
