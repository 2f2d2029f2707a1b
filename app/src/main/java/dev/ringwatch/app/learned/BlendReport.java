package dev.ringwatch.app.learned;

import dev.ringwatch.learn.PairedFlags;
import dev.ringwatch.learn.Training;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The figures that what verdicts taught rests on, as JSON. Names are a contract. */
final class BlendReport {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BlendReport() {}

  /** Where nothing could be compared. */
  static String empty() {
    return "{}";
  }

  /**
   * Where it was.
   *
   * @param allowed the largest chance that lets pass
   */
  static ObjectNode of(PairedFlags flags, double allowed) {
    return JSON.createObjectNode()
        .put("chance", flags.chance())
        .put("allowed", allowed)
        .put("abusive", flags.abusive())
        .put("benign_audited", flags.benign())
        .put("accounts", flags.everyone())
        .put("recall_alone", flags.before())
        .put("recall_adjusted", flags.after())
        .put("found_more", flags.gained())
        .put("found_no_more", flags.lost());
  }

  /** Adds what was learned. */
  static ObjectNode with(ObjectNode report, Training.Learned learned, String model) {
    report.put("penalty", learned.penalty()).put("model", model);
    ObjectNode adjustments = report.putObject("adjustments");
    learned.blend().coefficients().forEach(adjustments::put);
    return report;
  }

  static JsonNode read(String report) {
    return JSON.readTree(report);
  }
}
