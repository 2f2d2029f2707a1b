package dev.ringwatch.app.overview;

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

  private final VerdictReader verdicts;
  private final Names names;
  private final VerdictSettings settings;
  private final Clock clock;

  VerdictParts(VerdictReader verdicts, Names names, VerdictSettings settings, Clock clock) {
    this.verdicts = verdicts;
    this.names = names;
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
        history.stream().map(one -> VerdictPart.Line.of(one, names::of, now)).toList());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
