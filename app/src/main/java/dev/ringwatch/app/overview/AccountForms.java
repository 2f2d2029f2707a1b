package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.verdict.NoteDesk;
import dev.ringwatch.app.verdict.VerdictDesk;
import dev.ringwatch.app.verdict.VerdictReader;
import dev.ringwatch.postgres.verdict.AccountNotes;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code POST /accounts/notes} and {@code POST /accounts/appeals}: what the forms of an account's
 * page send, answered with the page again.
 */
@Controller
final class AccountForms {

  private final NoteDesk notes;
  private final VerdictDesk verdicts;
  private final Frames frames;

  AccountForms(NoteDesk notes, VerdictDesk verdicts, Frames frames) {
    this.notes = notes;
    this.verdicts = verdicts;
    this.frames = frames;
  }

  @PostMapping("/accounts/notes")
  ResponseEntity<?> note(
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String text,
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    try {
      String said = said("a note", text, AccountNotes.MAX_TEXT);
      String about = account(account);
      long _ = VerdictReader.asked(() -> notes.add(Who.of(request), about, said));
      return seeOther(account, "#notes");
    } catch (IllegalArgumentException e) {
      return refused(e, account, "#notes", caller, token);
    }
  }

  @PostMapping("/accounts/appeals")
  ResponseEntity<?> appeal(
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String text,
      HttpServletRequest request,
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token) {
    try {
      String said = said("an appeal", text, Appeals.MAX_TEXT);
      String about = account(account);
      long _ = VerdictReader.asked(() -> verdicts.appeal(Who.of(request), about, said));
      return seeOther(account, "#verdict");
    } catch (IllegalArgumentException | RefusedVerdictsException e) {
      return refused(e, account, "#verdict", caller, token);
    }
  }

  private static String account(String account) {
    if (account.isEmpty()
        || account.length() > VerdictSubject.MAX_LENGTH
        || account.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "Nothing was written: account is an id of 1 to "
              + VerdictSubject.MAX_LENGTH
              + " characters, without NUL.");
    }
    return account;
  }

  /** Without what surrounds it; browsers send a line's end as two characters. */
  private static String said(String what, String text, int max) {
    String said = text.replace("\r\n", "\n").strip();
    if (said.isEmpty() || said.length() > max || said.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "Nothing was written: "
              + what
              + " is a text of 1 to "
              + max
              + " characters, without NUL.");
    }
    return said;
  }

  private static ResponseEntity<?> seeOther(String account, String part) {
    URI page = URI.create(Href.account(account) + part);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(page).build();
  }

  private ResponseEntity<?> refused(
      Exception why,
      String account,
      String part,
      @Nullable OperatorCaller caller,
      CsrfToken token) {
    String back = account.isEmpty() ? "/" : Href.account(account) + part;
    return frames.refused(
        "Account", new Frames.Refusal(String.valueOf(why.getMessage()), back), caller, token);
  }
}
