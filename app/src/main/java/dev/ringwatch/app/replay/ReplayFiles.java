package dev.ringwatch.app.replay;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.output.AnswerFormat;
import dev.ringwatch.app.output.AnswerTable;
import dev.ringwatch.app.output.AnswersInPlace;
import dev.ringwatch.app.parquet.TypedColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The answers of a replay in a folder. */
final class ReplayFiles {

  static final String SUMMARY = "replay.json";
  static final String ACCOUNTS = "accounts.csv";
  static final String INCIDENTS = "incidents.csv";
  static final String RINGS = "rings.csv";
  static final String REASONS = "reasons.csv";

  private final AnswersInPlace answers;

  private ReplayFiles(AnswersInPlace answers) {
    this.answers = answers;
  }

  /**
   * Makes the folder.
   *
   * @param inputs what may not be overwritten
   * @throws dev.ringwatch.app.command.CommandFailure if it cannot be used
   */
  static ReplayFiles open(Path folder, List<Path> inputs) throws IOException {
    List<String> names = List.of(ACCOUNTS, INCIDENTS, RINGS, REASONS, SUMMARY);
    return new ReplayFiles(AnswersInPlace.open(folder, names, inputs));
  }

  /** Writes all answers; the summary takes its place last. */
  void write(Replayed replayed, ReplayRequest.Showing showing) throws IOException {
    Comparison comparison = replayed.comparison();
    write(
        ACCOUNTS,
        ChangeTables.ACCOUNTS,
        table -> ChangeTables.accounts(comparison.accounts(), table));
    write(
        INCIDENTS,
        ChangeTables.INCIDENTS,
        table -> ChangeTables.incidents(comparison.incidents(), table));
    write(RINGS, ChangeTables.RINGS, table -> ChangeTables.rings(comparison.rings(), table));
    write(
        REASONS, ChangeTables.REASONS, table -> ChangeTables.reasons(comparison.reasons(), table));
    String summary = ReplayJson.text(replayed, showing);
    answers.write(SUMMARY, file -> Files.writeString(file, summary));
  }

  private void write(String name, List<TypedColumn> columns, Consumer<AnswerTable> rows)
      throws IOException {
    answers.write(
        name,
        file -> {
          try (AnswerTable table =
              AnswerFormat.CSV.open(file, columns, "ringwatch version " + Version.text())) {
            rows.accept(table);
          }
        });
  }

  Path summary() {
    return answers.folder().resolve(SUMMARY);
  }
}
