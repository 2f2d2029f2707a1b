package dev.ringwatch.app.analyze;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.output.AnswerFiles;
import dev.ringwatch.app.output.AnswerFormat;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.LinkKeyKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code analyze} was asked.
 *
 * @param files the input files, {@code -} for standard input; at least one
 * @param out the folder for the answers
 * @param format how tables of answers are written
 * @param columns our column names to the input's
 * @param labels a file of labels
 * @param learning how they move scores
 * @param model a model to score with; without one, one is trained on the log
 * @param saveModel where to save the model
 * @param alsoLink static kinds of link key that are looked at besides the default ones
 * @param seed the seed of the training sample and the forest
 * @param now the present: events of the future are rejected
 */
public record AnalysisRequest(
    List<String> files,
    Path out,
    AnswerFormat format,
    Map<String, String> columns,
    Optional<Path> labels,
    Learning learning,
    Optional<Path> model,
    Optional<Path> saveModel,
    Set<LinkKeyKind> alsoLink,
    long seed,
    Instant now) {

  /**
   * How labels move scores.
   *
   * @param fromLabels whether they are learned from
   * @param earlier what an earlier run learned; goes with {@code model}
   * @param isRandomSample whether somebody vouches that labels without an origin are one
   */
  public record Learning(boolean fromLabels, Optional<Path> earlier, boolean isRandomSample) {}

  /** Copies the collections. */
  public AnalysisRequest {
    files = List.copyOf(files);
    columns = Map.copyOf(columns);
    alsoLink = Set.copyOf(alsoLink);
  }

  /** The same with another folder for the answers. */
  AnalysisRequest withOut(Path folder) {
    return new AnalysisRequest(
        files, folder, format, columns, labels, learning, model, saveModel, alsoLink, seed, now);
  }

  /** How rings are found. */
  RingConfig rings() {
    RingConfig rings = RingConfig.ofDefaults();
    for (LinkKeyKind kind : alsoLink) {
      rings = rings.withAlso(kind);
    }
    return rings;
  }

  /** The tables of answers. */
  AnswerFiles answerFiles() {
    return new AnswerFiles(out, format, "ringwatch version " + Version.text());
  }
}
