package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.CurrentOperators;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.verdict.KeptAppeal;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the part of a page that says what was decided, and takes decisions. */
@Component
final class VerdictParts {

  private static final int SHOWN = 20;
  private static final String OPERATOR = "operator ";

  private final VerdictReader verdicts;
  private final CurrentOperators operators;
  private final VerdictSettings settings;
  private final Clock clock;

  VerdictParts(
      VerdictReader verdicts, CurrentOperators operators, VerdictSettings settings, Clock clock) {
    this.verdicts = verdicts;
    this.operators = operators;
    this.settings = settings;
    this.clock = clock;
  }

  /** Of an account. */
  VerdictPart ofAccount(Frame frame, String account) {
    Optional<KeptAppeal> appeal = verdicts.openAppeal(account);
    String origin = appeal.isPresent() ? "&origin=appeal" : "";
    return part(
        frame,
        "/verdicts?account=" + encoded(account) + origin,
        appeal.map(one -> Shown.line(one.text())),
        0,
        verdicts.history(false, account, SHOWN));
  }

  /** Of a ring with so many members. */
  VerdictPart ofRing(Frame frame, String ring, int members) {
    return part(
        frame,
        "/verdicts?ring=" + encoded(ring),
        Optional.empty(),
        members,
        verdicts.history(true, ring, SHOWN));
  }

  private VerdictPart part(
      Frame frame, String action, Optional<String> appeal, int members, List<KeptVerdict> history) {
    Instant now = clock.instant();
    return new VerdictPart(
        frame.form(),
        !frame.role().equals(Role.VIEWER.word()),
        action,
        appeal,
        members,
        settings.abuseTypes().words(),
        history.stream().map(one -> VerdictPart.Line.of(one, this::name, now)).toList());
  }

  /** An operator's name; of others what the audit log calls them. */
  private String name(String by) {
    if (by.startsWith(OPERATOR)) {
      String number = by.substring(OPERATOR.length());
      Optional<String> name =
          number.matches("[0-9]{1,18}")
              ? operators.find(Long.parseLong(number)).map(one -> one.displayName())
              : Optional.empty();
      return Shown.name(name.orElse(by));
    }
    return Shown.name(by.replace("api_key", "API key"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
