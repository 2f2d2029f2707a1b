package dev.ringwatch.app.replay;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.model.ModelFile;
import dev.ringwatch.control.ModelText;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.postgres.results.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Models by the name of a file or, of those that a server learned, by their ids.
 *
 * @param learned those that a server learned; empty without a server
 */
record NamedModels(Optional<Models> learned) {

  /**
   * The model of a name.
   *
   * @throws CommandFailure if there is none that can be used
   */
  AnomalyModel of(Path name) {
    return Files.exists(name)
        ? ModelFile.load(name)
        : body(name.toString()).map(ModelText::parse).orElseGet(() -> ModelFile.load(name));
  }

  private Optional<String> body(String id) {
    try {
      return learned.isPresent() ? learned.get().body(id) : Optional.empty();
    } catch (SQLException e) {
      throw new CommandFailure("the models of the server cannot be read: " + e.getMessage());
    }
  }
}
