package dev.ringwatch.app.signin;

import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.signin.Views.Notice;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /login}, and where one-time links lead. Their forms go to filters. */
@Controller
final class LoginPages {

  private static final Map<String, Notice> NOTICES =
      Map.of(
          "refused",
          new Notice("That name and password do not belong together.", true),
          "later",
          new Notice("Too many attempts. Wait a minute, then try once more.", true),
          "unavailable",
          new Notice("It could not be checked just now. Try again in a moment.", true),
          "ended",
          new Notice("Your session has ended. Sign in again.", false),
          "out",
          new Notice("You are signed out.", false),
          "changed",
          new Notice("Your password is set. Sign in with it.", false),
          "link",
          new Notice("This link was used before, or is too old. Ask for a new one.", true),
          "unknown",
          new Notice("You are no operator of Ringwatch yet. Ask an administrator.", true),
          "sign-on",
          new Notice("Single sign-on failed. Try again, or ask an administrator.", true));

  private final Optional<SignOnSettings> signOn;

  LoginPages(SignInSettings settings) {
    this.signOn = settings.signOn();
  }

  @GetMapping("/login")
  ResponseEntity<String> login(CsrfToken token, @RequestParam Map<String, String> asked) {
    Optional<Notice> notice =
        asked.keySet().stream().filter(NOTICES::containsKey).map(NOTICES::get).findFirst();
    return Html.page(
        "signin/login",
        new Views.Login(FormToken.of(token), notice, signOn.map(SignOnSettings::name)));
  }

  /** Only the button takes the link's token: what looks at links before people do must not. */
  @GetMapping("/login/link")
  ResponseEntity<String> link(CsrfToken form, @RequestParam(defaultValue = "") String token) {
    return Html.page("signin/link", new Views.Link(FormToken.of(form), token));
  }
}
