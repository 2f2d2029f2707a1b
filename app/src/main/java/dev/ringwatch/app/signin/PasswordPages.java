package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.access.Standings;
import dev.ringwatch.app.access.Standings.Stage;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.signin.Views.Notice;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.Operators;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /password}: who came by a link chooses one, who is signed in another one. */
@Controller
final class PasswordPages {

  private final Operators operators;
  private final CurrentOperators current;
  private final Standings standings;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Audit audit;

  PasswordPages(
      Operators operators,
      CurrentOperators current,
      Standings standings,
      Passwords passwords,
      Throttle throttle,
      Audit audit) {
    this.operators = operators;
    this.current = current;
    this.standings = standings;
    this.passwords = passwords;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * What the form sends.
   *
   * @param old the password so far; empty for who came by a link
   * @param password the new one
   * @param again the new one once more
   */
  record Form(String old, String password, String again) {

    /** Without the passwords. */
    @Override
    public String toString() {
      return "Form";
    }
  }

  @GetMapping("/password")
  ResponseEntity<String> show(Authentication who, CsrfToken token) {
    return page(who, token, Optional.empty());
  }

  /** Ends all sessions, this one too: the first thing that the new password does is to open one. */
  @PostMapping("/password")
  ResponseEntity<String> set(
      Authentication who,
      CsrfToken token,
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      HttpServletRequest request) {
    OperatorCaller caller = caller(who);
    Optional<String> fault = fault(who, new Form(old, password, again), request.getRemoteAddr());
    if (fault.isPresent()) {
      return page(who, token, fault);
    }
    String by = asksOld(who) ? "password" : "link";
    try {
      change(caller, Who.of(request), by, String.valueOf(passwords.encode(password)));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    current.forget(caller.operator());
    request.getSession().invalidate();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/login?changed"))
        .build();
  }

  private void change(OperatorCaller caller, Who who, String by, String hash) throws SQLException {
    audit.change(
        who,
        AuditAction.OPERATOR_PASSWORD,
        Long.toString(caller.operator()),
        Map.of("by", by),
        connection -> operators.on(connection).setPasswordHash(caller.operator(), hash));
  }

  private Optional<String> fault(Authentication who, Form form, String address) {
    if (!form.password().equals(form.again())) {
      return Optional.of("The two are not the same.");
    }
    if (asksOld(who) && !isOld(caller(who), form.old(), address)) {
      return Optional.of("That is not your password so far, or you have tried too often.");
    }
    return Passwords.fault(form.password(), caller(who).login());
  }

  private boolean isOld(OperatorCaller caller, String old, String address) {
    Throttle.Attempt attempt = throttle.attempt(caller.login(), address);
    if (!throttle.begin(attempt)) {
      return false;
    }
    try {
      Optional<String> hash = operators.passwordHash(caller.operator());
      boolean right = hash.isPresent() && passwords.matches(old, hash.get());
      if (right) {
        throttle.forgive(attempt);
      }
      return right;
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private ResponseEntity<String> page(Authentication who, CsrfToken token, Optional<String> fault) {
    return Html.page(
        fault.isPresent() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
        "signin/password",
        new Views.Password(
            FormToken.of(token),
            fault.map(text -> new Notice(text, true)),
            caller(who).login(),
            asksOld(who)));
  }

  private boolean asksOld(Authentication who) {
    return standings.stage(who) != Stage.LINK;
  }

  /** The table lets nobody else come here. */
  private static OperatorCaller caller(Authentication who) {
    if (who.getPrincipal() instanceof OperatorCaller caller) {
      return caller;
    }
    throw new IllegalStateException("a password is for operators only");
  }
}
