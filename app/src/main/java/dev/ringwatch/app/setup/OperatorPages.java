package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.alert.PublicUrl;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.operator.OperatorDesk;
import dev.ringwatch.app.operator.RefusedOperatorException;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Notice;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.signin.Newcomer;
import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /settings/operators}: who may sign in, and the forms to change it. Nobody takes their own
 * way in away: that takes another administrator.
 */
@Controller
final class OperatorPages {

  /** What nobody may do to themselves. */
  private static final Set<String> OF_OTHERS = Set.of("role", "reset", "disable");

  private final OperatorDesk desk;
  private final CurrentOperators current;
  private final PublicUrl url;
  private final Frames frames;
  private final Clock clock;

  OperatorPages(
      OperatorDesk desk, CurrentOperators current, PublicUrl url, Frames frames, Clock clock) {
    this.desk = desk;
    this.current = current;
    this.url = url;
    this.frames = frames;
    this.clock = clock;
  }

  /** Who asks, and what stands around the answer. */
  private record Caller(Who who, long operator, Frame frame) {}

  private Caller caller(OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return new Caller(Who.of(request), caller.operator(), frames.frame("Operators", caller, token));
  }

  @GetMapping("/settings/operators")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    return page(HttpStatus.OK, caller(caller, token, request), Notice.NOTHING);
  }

  private ResponseEntity<String> page(HttpStatus status, Caller caller, Notice notice) {
    return Html.page(
        status,
        "setup/operators",
        OperatorList.of(
            caller.frame(),
            Asked.of(() -> desk.look(caller.who())),
            new OperatorList.Present(caller.operator(), clock.instant()),
            notice));
  }

  /** Adds somebody, and shows the link by which they choose a password. */
  @PostMapping("/settings/operators")
  ResponseEntity<String> add(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Caller asked = caller(caller, token, request);
    try {
      return page(HttpStatus.OK, asked, Asked.of(() -> added(asked.who(), request)));
    } catch (RefusedOperatorException | IllegalArgumentException e) {
      return refused(asked, "Nobody was added", e);
    }
  }

  private Notice added(Who who, HttpServletRequest request) throws SQLException {
    String login = FormText.of(request, "login");
    String name = FormText.of(request, "name");
    boolean signOn = request.getParameter("sign_on") != null;
    Role role = role(FormText.of(request, "role"));
    Operator added =
        desk.add(who, new Newcomer(login, name.isEmpty() ? login : name, role, signOn));
    String shown = Shown.name(login);
    return signOn
        ? Notice.done(shown + " can come by single sign-on now.")
        : Notice.once(
            shown + " was added, and chooses a password by this link, once and within a day:",
            url.get() + desk.link(who, added));
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("a role is viewer, analyst, lead or admin, not " + word));
  }

  private ResponseEntity<String> refused(Caller asked, String what, RuntimeException why) {
    String sentence = what + ": " + Shown.line(String.valueOf(why.getMessage())) + ".";
    return page(HttpStatus.UNPROCESSABLE_CONTENT, asked, Notice.refused(sentence));
  }

  /** Changes one, as the button says. */
  @PostMapping("/settings/operators/{id}")
  ResponseEntity<String> change(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Caller asked = caller(caller, token, request);
    Optional<Operator> found =
        id.matches("[0-9]{1,18}")
            ? Asked.of(() -> desk.find(Long.parseLong(id)))
            : Optional.empty();
    if (found.isEmpty()) {
      String sentence = "There is no operator " + Shown.name(id) + ".";
      return page(HttpStatus.NOT_FOUND, asked, Notice.refused(sentence));
    }
    String what = FormText.of(request, "what");
    if (found.get().id() == asked.operator() && OF_OTHERS.contains(what)) {
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          asked,
          Notice.refused("Nothing was changed: that of yourself takes another administrator."));
    }
    try {
      Notice notice = Asked.of(() -> changed(asked.who(), found.get(), what, request));
      current.forget(found.get().id());
      return page(HttpStatus.OK, asked, notice);
    } catch (RefusedOperatorException | IllegalArgumentException e) {
      return refused(asked, "Nothing was changed", e);
    }
  }

  private Notice changed(Who who, Operator operator, String what, HttpServletRequest request)
      throws SQLException {
    String name = Shown.name(operator.login());
    return switch (what) {
      case "role" -> {
        Role role = role(FormText.of(request, "role"));
        desk.setRole(who, operator, role);
        yield Notice.done(name + " is " + role.word() + " now.");
      }
      case "link", "reset" -> {
        String link = url.get() + desk.link(who, operator, what.equals("reset"));
        String words = " chooses a new password by this link, once and within a day:";
        yield Notice.once(name + words, link);
      }
      case "sign-out" -> {
        desk.endSessions(who, operator);
        yield Notice.done("All sessions of " + name + " are over.");
      }
      case "disable" -> {
        desk.disable(who, operator);
        yield Notice.done(name + " is let in no more; all sessions are over.");
      }
      case "enable" -> {
        desk.enable(who, operator);
        yield Notice.done(name + " may sign in again.");
      }
      default ->
          throw new IllegalArgumentException(
              "what to do is role, link, reset, sign-out, disable or enable");
    };
  }
}
