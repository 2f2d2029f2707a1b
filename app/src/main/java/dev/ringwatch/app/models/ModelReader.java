package dev.ringwatch.app.models;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.registry.ModelInForce;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads models for their pages. Every method throws {@link LogUnavailableException} if the database
 * does not answer. Safe for threads.
 */
@Component
final class ModelReader {

  private static final int SHOWN = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ModelSources sources;
  private final ModelInForce holds;
  private final Detection detection;

  ModelReader(ModelSources sources, ModelInForce holds, Detection detection) {
    this.sources = sources;
    this.holds = holds;
    this.detection = detection;
  }

  /**
   * Which model holds.
   *
   * @param inForce the id of the model that scores are made under; empty while there is none, and
   *     while detection does not say
   * @param since the tick from which it holds; empty as long as {@code inForce} is
   * @param chosen the choice of a person; empty while the newest holds
   * @param next the tick after the last that is closed: from there a choice would hold; empty
   *     before the first is
   */
  record Standing(
      Optional<String> inForce,
      Optional<Tick> since,
      Optional<PinnedModel> chosen,
      Optional<Tick> next) {

    boolean isInForce(String id) {
      return inForce.filter(id::equals).isPresent();
    }

    boolean isChosen(String id) {
      return chosen.filter(one -> one.modelId().equals(id)).isPresent();
    }
  }

  Standing standing() {
    Optional<String> inForce = inForce();
    return new Standing(
        inForce,
        inForce.isPresent() ? detection.figures().modelFrom() : Optional.empty(),
        asked(() -> sources.models().pinned()),
        detection.status().closed().map(Tick::next));
  }

  private Optional<String> inForce() {
    try {
      return holds.id(PATIENCE);
    } catch (NotLiveException e) {
      // The page says that it is not known.
      return Optional.empty();
    }
  }

  /** The models that were learned last, the newest first. */
  List<StoredModel> latest() {
    return asked(() -> sources.models().latest(SHOWN));
  }

  /** A model. */
  Optional<StoredModel> find(String id) {
    return id.indexOf(0) < 0 ? asked(() -> sources.models().find(id)) : Optional.empty();
  }

  /** How a model was learned, by name. */
  Map<String, String> config(String id) {
    return asked(() -> sources.models().beginning(id, ModelConfig.CHARS))
        .map(ModelConfig::read)
        .orElse(Map.of());
  }

  /** What reads from the database. */
  private interface Reading<T> {
    T read() throws SQLException;
  }

  private static <T> T asked(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
