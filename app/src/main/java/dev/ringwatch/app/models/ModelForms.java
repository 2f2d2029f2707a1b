package dev.ringwatch.app.models;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.registry.ModelChoice;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.log.LogUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What the form of these pages sends: a choice of a model, or that it is given back. */
@Controller
final class ModelForms {

  private final ModelChoice choice;
  private final Frames frames;

  ModelForms(ModelChoice choice, Frames frames) {
    this.choice = choice;
    this.frames = frames;
  }

  @PostMapping("/models/{id}/choice")
  ResponseEntity<?> decide(
      @PathVariable String id,
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    String why = decided(id, request);
    return why.isEmpty()
        ? ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create(ModelList.href(id)))
            .build()
        : frames.refused("Model", new Frames.Refusal(why, ModelList.PATH), caller, token);
  }

  /** Does what a form says; why it cannot, in a sentence, or nothing. */
  private String decided(String id, HttpServletRequest request) {
    String reason = Optional.ofNullable(request.getParameter("reason")).orElse("").strip();
    if (reason.isEmpty() || reason.length() > ModelChoice.MOST_REASON || reason.indexOf(0) >= 0) {
      return "Say why, in at most " + ModelChoice.MOST_REASON + " characters: others will ask.";
    }
    String there = "There is no model " + Shown.name(id) + "; nothing was changed.";
    if (id.indexOf(0) >= 0) {
      return there;
    }
    Who who = Who.of(request);
    try {
      return switch (String.valueOf(request.getParameter("decision"))) {
        case ModelChoicePage.CHOOSE -> choice.choose(who, id, reason) ? "" : there;
        case ModelChoicePage.RELEASE ->
            choice.release(who, id, reason)
                ? ""
                : "The model " + Shown.name(id) + " is not chosen any more; nothing was changed.";
        default -> "Say whether it is to hold or not.";
      };
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
