package dev.ringwatch.app.models;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.page.Refused;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.results.StoredModel;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /models}: what was learned, and one model with what it looks at. */
@Controller
final class ModelPages {

  private final ModelReader models;
  private final DriftReader drift;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  ModelPages(ModelReader models, DriftReader drift, Frames frames, Names names, Clock clock) {
    this.models = models;
    this.drift = drift;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/models")
  ResponseEntity<String> list(@AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    return Html.page(
        "models/models",
        ModelList.of(
            frames.frame("Models", caller, token),
            models.latest(),
            models.standing(),
            names::of,
            clock.instant()));
  }

  /** How far accounts have moved since the model in force was learned. */
  @GetMapping("/models/drift")
  ResponseEntity<String> drift(@AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    return Html.page(
        "models/drift",
        new ModelDrift(
            frames.frame("Model", caller, token),
            Panels.read("How far accounts have moved", drift::figures)));
  }

  @GetMapping("/models/{id}")
  ResponseEntity<String> one(
      @PathVariable String id, @AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    Frame frame = frames.frame("Model", caller, token);
    Optional<StoredModel> found = models.find(id);
    return found
        .map(model -> Html.page("models/model", OneModel.of(frame, facts(frame, model))))
        .orElseGet(() -> notFound(frame, id));
  }

  private OneModel.Facts facts(Frame frame, StoredModel model) {
    Instant now = clock.instant();
    List<StoredModel> latest = models.latest();
    Optional<StoredModel> before =
        latest.stream().dropWhile(one -> !one.id().equals(model.id())).skip(1).findFirst();
    ModelReader.Standing standing = models.standing();
    return new OneModel.Facts(
        ModelFacts.of(model),
        before.map(ModelFacts::of),
        models.config(model.id()),
        before.map(one -> models.config(one.id())).orElse(Map.of()),
        standing,
        standing
            .chosen()
            .map(pinned -> ModelList.Choice.of(pinned, standing, frame, names::of, now)));
  }

  /** What would come of choosing it, or of giving the choice back. */
  @GetMapping("/models/{id}/choice")
  ResponseEntity<String> choice(
      @PathVariable String id, @AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    Frame frame = frames.frame("Model", caller, token);
    return models
        .find(id)
        .map(model ->
            Html.page("models/choice", ModelChoicePage.of(frame, model, models.standing())))
        .orElseGet(() -> notFound(frame, id));
  }

  private static ResponseEntity<String> notFound(Frame frame, String id) {
    return Html.page(
        HttpStatus.NOT_FOUND,
        "page/refused",
        new Refused(
            frame,
            "There is no model " + Shown.name(id) + "; the newest ten are kept, and a month's.",
            ModelList.PATH));
  }
}
