package dev.ringwatch.app.registry;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/models}: what was learned, which of it holds, and choosing another. */
@RestController
final class ModelsController {

  private static final int SHOWN = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Models models;
  private final ModelChoice choice;
  private final ModelInForce holds;

  ModelsController(Models models, ModelChoice choice, ModelInForce holds) {
    this.models = models;
    this.choice = choice;
    this.holds = holds;
  }

  /**
   * The models. Names are a contract of the HTTP interface.
   *
   * @param inForce the model that scores are made under; null while there is none
   * @param chosen the model that somebody chose to hold; null while the newest does
   * @param models the newest first
   */
  record ModelsView(
      @Nullable String inForce, @Nullable ChosenView chosen, List<ModelView> models) {}

  /** A choice. */
  record ChosenView(String modelId, String by, Instant at) {

    static ChosenView of(PinnedModel pinned) {
      return new ChosenView(pinned.modelId(), pinned.by(), pinned.at());
    }
  }

  /** What is known of a model. */
  record ModelView(
      String id,
      Instant trainedAt,
      Instant effectiveFrom,
      long seed,
      Instant windowFrom,
      Instant windowTo,
      int accounts,
      List<String> features,
      JsonNode statistics) {

    static ModelView of(StoredModel model) {
      return new ModelView(
          model.id(),
          model.trainedAt(),
          model.effectiveFrom(),
          model.seed(),
          model.windowFrom(),
          model.windowTo(),
          model.accounts(),
          model.features(),
          JSON.readTree(model.statistics()));
    }
  }

  /** What was learned lately. */
  @GetMapping("/v1/models")
  ModelsView list() {
    String inForce = holds.id(PATIENCE).orElse(null);
    try {
      return new ModelsView(
          inForce,
          models.pinned().map(ChosenView::of).orElse(null),
          models.latest(SHOWN).stream().map(ModelView::of).toList());
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** A model itself, as {@code analyze --model} reads it. */
  @GetMapping("/v1/models/{id}")
  ResponseEntity<?> body(@PathVariable String id) {
    try {
      return models
          .body(id)
          .<ResponseEntity<?>>map(
              text -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text))
          .orElseGet(() -> notFound("there is no model " + id));
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Has a model hold. */
  @PostMapping("/v1/models/{id}/choice")
  ResponseEntity<?> choose(@PathVariable String id, HttpServletRequest request) {
    try {
      return choice.choose(Who.of(request), id, "")
          ? ResponseEntity.noContent().build()
          : notFound("there is no model " + id);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** Takes the choice of a model back: the next one is learned soon, and holds. */
  @DeleteMapping("/v1/models/{id}/choice")
  ResponseEntity<?> release(@PathVariable String id, HttpServletRequest request) {
    try {
      return choice.release(Who.of(request), id, "")
          ? ResponseEntity.noContent().build()
          : notFound("the model " + id + " is not chosen");
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static ResponseEntity<?> notFound(String why) {
    return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, why)).build();
  }

  private static LogUnavailableException unavailable(SQLException e) {
    return new LogUnavailableException("the database does not answer", e);
  }
}
