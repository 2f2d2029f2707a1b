package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.signin.Views.Notice;
import dev.ringwatch.app.signin.Views.Proposal;
import dev.ringwatch.log.LogUnavailableException;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /second-factor}. Its form goes to {@link CodeFilter}. */
@Controller
final class SecondFactorPage {

  private static final String ISSUER = "Ringwatch";

  private static final Map<String, Notice> NOTICES =
      Map.of(
          "refused",
          new Notice("That code is wrong, too old, or was used before.", true),
          "later",
          new Notice("Too many attempts. Wait two minutes, then try once more.", true),
          "unavailable",
          new Notice("It could not be checked just now. Try again in a moment.", true));

  private final SecondFactors factors;

  SecondFactorPage(SecondFactors factors) {
    this.factors = factors;
  }

  @GetMapping("/second-factor")
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpSession session,
      @RequestParam Map<String, String> asked) {
    Optional<Notice> notice =
        asked.keySet().stream().filter(NOTICES::containsKey).map(NOTICES::get).findFirst();
    Optional<Proposal> proposal =
        has(caller) ? Optional.empty() : Optional.of(proposal(caller.login(), proposed(session)));
    return Html.page(
        "signin/second-factor",
        new Views.SecondFactor(FormToken.of(token), notice, caller.login(), proposal));
  }

  private boolean has(OperatorCaller caller) {
    try {
      return factors.has(caller.operator());
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** The same one however often the page is loaded: an app may have it already. */
  private byte[] proposed(HttpSession session) {
    byte[] before = (byte[]) session.getAttribute(CodeFilter.PROPOSED);
    if (before != null) {
      return before;
    }
    byte[] secret = factors.propose();
    session.setAttribute(CodeFilter.PROPOSED, secret);
    return secret;
  }

  private static Proposal proposal(String login, byte[] secret) {
    String text = Totp.base32(secret);
    String label = URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20");
    String link =
        "otpauth://totp/" + ISSUER + ":" + label + "?secret=" + text + "&issuer=" + ISSUER;
    return new Proposal(text.replaceAll("(.{4})(?=.)", "$1 "), link, QrPicture.of(link));
  }
}
