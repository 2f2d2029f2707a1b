package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.key.KeyDesk;
import dev.ringwatch.app.key.RefusedKeyException;
import dev.ringwatch.app.key.WantedKey;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.IssuedApiKey;
import dev.ringwatch.postgres.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /settings/keys}: which programs are let in, and the forms to change it. A key's secret is
 * shown once, on the page that answers the form which made it.
 */
@Controller
final class KeyPages {

  private static final Duration OVERLAP = Duration.ofHours(24);

  private final KeyDesk desk;
  private final Frames frames;
  private final Clock clock;

  KeyPages(KeyDesk desk, Frames frames, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.clock = clock;
  }

  /** Who asks, and what stands around the answer. */
  private record Caller(Who who, Frame frame) {}

  private Caller caller(OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return new Caller(Who.of(request), frames.frame("API keys", caller, token));
  }

  @GetMapping("/settings/keys")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return page(HttpStatus.OK, caller(caller, token, request), Notice.NOTHING);
  }

  private ResponseEntity<String> page(HttpStatus status, Caller caller, Notice notice) {
    return Html.page(
        status,
        "setup/keys",
        KeyList.of(
            caller.frame(),
            Panels.read("The list of keys", () -> desk.look(caller.who())),
            clock.instant(),
            notice));
  }

  /** Makes one, and shows its secret. */
  @PostMapping("/settings/keys")
  ResponseEntity<String> add(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Caller asked = caller(caller, token, request);
    try {
      WantedKey wanted = wanted(request);
      IssuedApiKey made = Asked.of(() -> desk.create(asked.who(), wanted));
      return page(HttpStatus.OK, asked, shown(made, "Key " + made.key().id() + " was made:"));
    } catch (RefusedKeyException | IllegalArgumentException e) {
      return refused(asked, "Nothing was made", e);
    }
  }

  private static WantedKey wanted(HttpServletRequest request) {
    return new WantedKey(
        FormText.of(request, "name"),
        scopes(request.getParameterValues("scope")),
        text(request, "source"),
        text(request, "accounts"),
        FormText.number(request, "days").orElse(null));
  }

  private static Set<Scope> scopes(String @Nullable [] words) {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words == null ? new String[0] : words) {
      scopes.add(
          Arrays.stream(Scope.values())
              .filter(scope -> scope.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no scope " + word)));
    }
    return scopes;
  }

  private static @Nullable String text(HttpServletRequest request, String name) {
    String text = FormText.of(request, name);
    return text.isEmpty() ? null : text;
  }

  private static Notice shown(IssuedApiKey made, String sentence) {
    return Notice.once(sentence, made.secret());
  }

  private ResponseEntity<String> refused(Caller asked, String what, RuntimeException why) {
    String sentence = what + ": " + Shown.line(String.valueOf(why.getMessage())) + ".";
    return page(HttpStatus.UNPROCESSABLE_CONTENT, asked, Notice.refused(sentence));
  }

  /** Ends one or makes another in its place, as the button says. */
  @PostMapping("/settings/keys/{id}")
  ResponseEntity<String> change(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Caller asked = caller(caller, token, request);
    if (!id.matches("[0-9]{1,18}")) {
      String sentence = "There is no key " + Shown.name(id) + ".";
      return page(HttpStatus.NOT_FOUND, asked, Notice.refused(sentence));
    }
    try {
      String what = FormText.of(request, "what");
      Notice notice = Asked.of(() -> changed(asked.who(), Long.parseLong(id), what));
      return page(HttpStatus.OK, asked, notice);
    } catch (RefusedKeyException | IllegalArgumentException e) {
      return refused(asked, "Nothing was changed", e);
    }
  }

  private Notice changed(Who who, long id, String what) throws SQLException {
    return switch (what) {
      case "rotate" -> {
        IssuedApiKey made = desk.rotate(who, id, OVERLAP);
        yield shown(
            made,
            "Key " + made.key().id() + " takes the place of key " + id + "; both hold for a day:");
      }
      case "revoke" -> {
        desk.revoke(who, id);
        yield Notice.done(
            "Key " + id + " holds no more; servers let it in for another ten seconds at most.");
      }
      default -> throw new IllegalArgumentException("what to do is rotate or revoke");
    };
  }
}
