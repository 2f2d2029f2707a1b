package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictDraft;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.app.verdict.VerdictSettings;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /verdicts}: what the forms of pages send, answered with the page again. */
@Controller
final class VerdictForms {

  /** What a form can say; the rest is for programs. */
  private static final List<String> FIELDS =
      List.of("account", "ring", "verdict", "abuse_type", "reason", "origin");

  private static final String TAKEN_BACK = "taken back on its page";

  private final VerdictDesk desk;
  private final VerdictReader verdicts;
  private final VerdictSettings settings;
  private final Frames frames;

  VerdictForms(VerdictDesk desk, VerdictReader verdicts, VerdictSettings settings, Frames frames) {
    this.desk = desk;
    this.verdicts = verdicts;
    this.settings = settings;
    this.frames = frames;
  }

  @PostMapping("/verdicts")
  ResponseEntity<?> give(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    try {
      NewVerdict verdict = draft(request, FIELDS).made(settings.abuseTypes(), VerdictOrigin.REVIEW);
      Given _ = VerdictReader.asked(() -> desk.give(Who.of(request), List.of(verdict)));
      return seeOther(verdict.subject());
    } catch (IllegalArgumentException | RefusedVerdictsException e) {
      return frames.refused(
          "Verdict",
          new Frames.Refusal(String.valueOf(e.getMessage()), back(request)),
          caller,
          token);
    }
  }

  /**
   * What a form says.
   *
   * @param names of the fields that it may have
   */
  static VerdictDraft draft(HttpServletRequest request, List<String> names) {
    Map<String, String> fields = new HashMap<>();
    for (String name : names) {
      String said = request.getParameter(name);
      if (said != null) {
        fields.put(name, said);
      }
    }
    // The kind stands beside three buttons, and is of one of them.
    if (!Judgement.ABUSIVE.word().equals(fields.get("verdict"))) {
      fields.remove("abuse_type");
    }
    // An appeal is not decided by doubt; that it is doubted is kept all the same.
    if (Judgement.UNSURE.word().equals(fields.get("verdict"))) {
      fields.remove("origin");
    }
    return new VerdictDraft(fields, members(request));
  }

  /** All members of a ring, or those that were ticked. */
  private static Members members(HttpServletRequest request) {
    if ("all".equals(request.getParameter("members"))) {
      return Members.ALL;
    }
    String[] ticked = request.getParameterValues("member");
    return ticked == null ? Members.NONE : new Members(false, List.of(ticked));
  }

  @PostMapping("/verdicts/withdraw")
  ResponseEntity<?> withdraw(
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    String number = Optional.ofNullable(request.getParameter("id")).orElse("");
    Optional<KeptVerdict> found = verdicts.find(number);
    if (found.isEmpty()) {
      return frames.refused(
          "Verdict",
          new Frames.Refusal("There is no verdict " + Shown.name(number) + ".", "/"),
          caller,
          token);
    }
    // That it was taken back before is as good.
    boolean _ = VerdictReader.asked(() -> desk.withdraw(Who.of(request), found.get(), TAKEN_BACK));
    return seeOther(found.get().subject());
  }

  private static ResponseEntity<?> seeOther(VerdictSubject subject) {
    String page = page(subject.isRing() ? null : subject.id(), subject.id());
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(page)).build();
  }

  private static String page(@Nullable String account, String ring) {
    return (account == null ? RingTable.href(ring) : Href.account(account)) + "#verdict";
  }

  private static String back(HttpServletRequest request) {
    String account = request.getParameter("account");
    String ring = request.getParameter("ring");
    return account == null && ring == null ? "/" : page(account, String.valueOf(ring));
  }
}
