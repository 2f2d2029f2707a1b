package dev.ringwatch.app.overview;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.verdict.KeptAppeal;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes the part of a page that says what was decided, and takes decisions. Whoever has taken it,
 * or what is settled with it, out of the queue decides there, and is not shown what others said
 * before.
 */
@Component
final class VerdictParts {

  private static final int SHOWN = 20;

  private final VerdictReader verdicts;
  private final Names names;
  private final VerdictSettings settings;
  private final Blindness blindness;
  private final Clock clock;

  VerdictParts(
      VerdictReader verdicts,
      Names names,
      VerdictSettings settings,
      Blindness blindness,
      Clock clock) {
    this.verdicts = verdicts;
    this.blindness = blindness;
    this.names = names;
    this.settings = settings;
    this.clock = clock;
  }

  /** Of an account. */
  VerdictPart ofAccount(Frame frame, String account, Who who) {
    Optional<VerdictSubject> taken = taken(frame, false, account, who);
    if (taken.isPresent()) {
      return taken(frame, VerdictSubject.account(account), taken.get());
    }
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
  VerdictPart ofRing(Frame frame, String ring, int members, Who who) {
    Optional<VerdictSubject> taken = taken(frame, true, ring, who);
    if (taken.isPresent()) {
      return taken(frame, VerdictSubject.ring(ring), taken.get());
    }
    return part(
        frame,
        "/verdicts?ring=" + encoded(ring),
        Optional.empty(),
        members,
        verdicts.history(true, ring, SHOWN));
  }

  private Optional<VerdictSubject> taken(Frame frame, boolean ring, String id, Who who) {
    return frame.mayDecide() ? blindness.because(who, ring, id) : Optional.empty();
  }

  private static VerdictPart taken(Frame frame, VerdictSubject shown, VerdictSubject taken) {
    String what =
        shown.equals(taken) ? "it" : taken.isRing() ? "a ring that it is in" : "one of its members";
    VerdictPart.Taken part = new VerdictPart.Taken(what, new QueueAddress(Map.of()).item(taken));
    return new VerdictPart(
        frame.form(), false, "", Optional.empty(), 0, List.of(), List.of(), Optional.of(part));
  }

  private VerdictPart part(
      Frame frame, String action, Optional<String> appeal, int members, List<KeptVerdict> history) {
    Instant now = clock.instant();
    return new VerdictPart(
        frame.form(),
        frame.mayDecide(),
        action,
        appeal,
        members,
        settings.abuseTypes().words(),
        history.stream().map(one -> VerdictPart.Line.of(one, names::of, now)).toList(),
        Optional.empty());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
