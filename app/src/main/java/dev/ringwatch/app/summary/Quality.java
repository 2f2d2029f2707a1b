package dev.ringwatch.app.summary;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.threshold.CalibrationBasis;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well scores tell abusive accounts from benign ones, by what the last calibration says.
 *
 * @param rocAuc how often an abusive account scores above a benign one, 0 to 1; empty where labels
 *     do not say
 * @param f1 the harmonic mean of precision and recall at the threshold, 0 to 1; empty where labels
 *     do not say
 * @param calibration the number of the calibration; 0 if there was none
 */
record Quality(OptionalDouble rocAuc, OptionalDouble f1, long calibration) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Before anything was calibrated. */
  static final Quality NONE = new Quality(OptionalDouble.empty(), OptionalDouble.empty(), 0);

  /** Of the last calibration of accounts. */
  static Quality read(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return ThresholdHistory.lastCalibration(connection, IncidentKind.ACCOUNT)
          .map(Quality::of)
          .orElse(NONE);
    }
  }

  private static Quality of(KeptThreshold kept) {
    CalibrationBasis basis = kept.basis();
    if (basis == null) {
      return NONE;
    }
    JsonNode report = JSON.readTree(basis.report());
    return new Quality(
        value(report.path("roc_auc")),
        f1(value(report.path("precision")), value(report.path("recall"))),
        kept.id());
  }

  private static OptionalDouble value(JsonNode share) {
    JsonNode value = share.path("value");
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private static OptionalDouble f1(OptionalDouble precision, OptionalDouble recall) {
    if (precision.isEmpty() || recall.isEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = precision.getAsDouble() + recall.getAsDouble();
    return OptionalDouble.of(
        sum == 0 ? 0 : 2 * precision.getAsDouble() * recall.getAsDouble() / sum);
  }
}
