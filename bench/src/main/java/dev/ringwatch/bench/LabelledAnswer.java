package dev.ringwatch.bench;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountFinal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A labelled log and what Ringwatch says of it. Only accounts that have a label are measured. */
final class LabelledAnswer {

  private final LabelledLog log;
  private final Answer answer;
  private final boolean[] positive;
  private final List<FeatureVector> labelled;

  LabelledAnswer(LabelledLog log) {
    this.log = log;
    this.answer = Answer.to(log.events()::forEach);
    labelled =
        answer.vectors().stream()
            .filter(vector -> log.abusive().containsKey(vector.account()))
            .toList();
    positive = new boolean[labelled.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = log.abusive().getOrDefault(labelled.get(i).account(), false);
    }
  }

  LabelledLog log() {
    return log;
  }

  Answer answer() {
    return answer;
  }

  /** The final risk score. */
  Optional<QualityRow> risk() {
    Map<AccountId, Double> risk =
        answer.finals().accounts().stream()
            .collect(Collectors.toMap(AccountFinal::account, it -> it.risk().score()));
    return rank("ours", risk);
  }

  /** How a score by account ranks the labelled accounts; an account without one has 0. */
  Optional<QualityRow> rank(String method, Map<AccountId, Double> scores) {
    return rank(method, vector -> scores.getOrDefault(vector.account(), 0.0));
  }

  /** How a score of the features ranks the labelled accounts. */
  Optional<QualityRow> rank(String method, ToDoubleFunction<FeatureVector> score) {
    return QualityRow.of(
        log.name(), method, labelled.stream().mapToDouble(score).toArray(), positive);
  }

  /** How a score by place in {@link Answer#vectors} ranks the labelled accounts. */
  Optional<QualityRow> rank(String method, double[] scores) {
    Map<AccountId, Double> byAccount = new HashMap<>();
    for (int i = 0; i < scores.length; i++) {
      byAccount.put(answer.vectors().get(i).account(), scores[i]);
    }
    return rank(method, byAccount);
  }

  /**
   * Writes the feature matrix as CSV: a row per account, labelled or not, with the columns label
   * (1, 0, or nan if unlabelled), and every feature on its own scale (nan if unknown).
   */
  void writeFeatures(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          Stream.of(Feature.values())
              .map(Feature::label)
              .collect(Collectors.joining(",", "label,", "\n")));
      for (FeatureVector vector : answer.vectors()) {
        Boolean label = log.abusive().get(vector.account());
        out.write(label == null ? "nan" : label ? "1" : "0");
        for (Feature feature : Feature.values()) {
          double value =
              feature == Feature.PEER_DEVIATION
                  ? answer.model().peerDeviation(vector)
                  : vector.value(feature);
          out.write("," + (Double.isNaN(value) ? "nan" : feature.scale().apply(value)));
        }
        out.write("\n");
      }
    }
  }
}
