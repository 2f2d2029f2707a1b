package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the answers into their folder, each whole or not at all. */
final class CalibrationFiles {

  static final String THRESHOLD = "threshold.json";
  static final String CURVES = "curves.csv";
  static final String REPORT = "calibration.html";

  private final Path folder;

  private CalibrationFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder.
   *
   * @throws CommandFailure if it is a file, cannot be made, or an input lies where an answer would
   *     go
   */
  static CalibrationFiles open(CalibrationRequest request) throws IOException {
    Path folder = request.out();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailure("--out " + folder + " is a file; name a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure("--out " + folder + " cannot be written to: " + e.getMessage());
    }
    for (String answer : List.of(THRESHOLD, CURVES, REPORT)) {
      for (Path input : List.of(request.accounts(), request.labels())) {
        Path written = folder.resolve(answer);
        if (Files.exists(written) && Files.exists(input) && Files.isSameFile(input, written)) {
          throw new CommandFailure(
              written + " is an input and would be overwritten; choose another folder with --out");
        }
      }
    }
    return new CalibrationFiles(folder);
  }

  /** Writes all answers; what is a threshold takes its place last. */
  void write(Findings findings) throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put(CURVES, CurvesCsv.of(findings.quality()));
    answers.put(REPORT, CalibrationPage.of(findings).html());
    answers.put(THRESHOLD, ThresholdJson.of(findings));
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      Path unfinished = Files.createTempFile(folder, ".unfinished-", answer.getKey());
      try {
        Files.writeString(unfinished, answer.getValue());
        Files.move(
            unfinished, folder.resolve(answer.getKey()), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  Path report() {
    return folder.resolve(REPORT);
  }
}
