package dev.ringwatch.app.analyze;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code analyze} was asked.
 *
 * @param files the input files, {@code -} for standard input; at least one
 * @param out the folder for the answers
 * @param columns our column names to the input's
 * @param labels a file of labels
 * @param seed the seed of the training sample and the forest
 * @param now the present: events of the future are rejected
 */
public record AnalysisRequest(
    List<String> files,
    Path out,
    Map<String, String> columns,
    Optional<Path> labels,
    long seed,
    Instant now) {

  /** Copies the collections. */
  public AnalysisRequest {
    files = List.copyOf(files);
    columns = Map.copyOf(columns);
  }
}
