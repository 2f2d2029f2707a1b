package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.output.AnswersInPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the answers into their folder, each whole or not at all. */
final class CalibrationFiles {

  static final String THRESHOLD = "threshold.json";
  static final String CURVES = "curves.csv";
  static final String REPORT = "calibration.html";

  private final AnswersInPlace answers;

  private CalibrationFiles(AnswersInPlace answers) {
    this.answers = answers;
  }

  /**
   * Makes the folder.
   *
   * @throws dev.ringwatch.app.command.CommandFailure if it is a file, cannot be made, or an input
   *     lies where an answer would go
   */
  static CalibrationFiles open(CalibrationRequest request) throws IOException {
    return new CalibrationFiles(
        AnswersInPlace.open(
            request.out(),
            List.of(THRESHOLD, CURVES, REPORT),
            List.of(request.accounts(), request.labels())));
  }

  /** Writes all answers; what is a threshold takes its place last. */
  void write(Findings findings) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(CURVES, CurvesCsv.of(findings.quality()));
    texts.put(REPORT, CalibrationPage.of(findings).html());
    texts.put(THRESHOLD, ThresholdJson.of(findings));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      answers.write(text.getKey(), file -> Files.writeString(file, text.getValue()));
    }
  }

  Path report() {
    return answers.folder().resolve(REPORT);
  }
}
