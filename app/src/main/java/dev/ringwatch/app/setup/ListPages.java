package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.lists.ListDesk;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /lists}: what is let pass and what is watched, and the forms to change it. */
@Controller
final class ListPages {

  private static final String LIST = "lists page";

  private final ListDesk desk;
  private final Frames frames;
  private final Names names;
  private final Clock clock;

  ListPages(ListDesk desk, Frames frames, Names names, Clock clock) {
    this.desk = desk;
    this.frames = frames;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/lists")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of("list"));
    ListKind kind =
        parameters
            .text("list")
            .map(word ->
                ListKind.of(word)
                    .orElseThrow(
                        () -> new UnusableRequestException("list is allow or watch, not " + word)))
            .orElse(ListKind.ALLOW);
    Lists.Filter filter = new Lists.Filter(kind, Optional.empty(), Optional.empty());
    Lists.Place after = parameters.cursor().map(ListPages::place).orElse(null);
    int limit = parameters.limit();
    List<ListEntry> found = Asked.of(() -> desk.look(Who.of(request), filter, after, limit + 1));
    List<ListEntry> shown = found.subList(0, Math.min(limit, found.size()));
    Optional<String> next =
        found.size() > limit ? Optional.of(next(kind, shown.getLast())) : Optional.empty();
    return Html.page(
        "setup/lists",
        ListedEntries.of(
            frames.frame("Lists", caller, token),
            kind,
            new ListedEntries.Found(shown, next, clock.instant()),
            names));
  }

  private static String next(ListKind kind, ListEntry last) {
    String cursor = Cursor.to(LIST).text(last.what().word()).text(last.value()).done();
    return "/lists?list=" + kind.word() + "&cursor=" + cursor;
  }

  private static Lists.Place place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    String what = reader.text();
    String value = reader.text().replace('\0', ' ');
    reader.end();
    return new Lists.Place(
        ListedWhat.of(what)
            .orElseThrow(() -> new UnusableRequestException("the cursor names no field")),
        value);
  }

  /** Puts an entry on a list, or takes one off, as the button says; leads to the list. */
  @PostMapping("/lists")
  ResponseEntity<?> change(
      @AuthenticationPrincipal @Nullable OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    String word = FormText.of(request, "list");
    try {
      ListKind kind =
          ListKind.of(word)
              .orElseThrow(
                  () -> new IllegalArgumentException("a list is allow or watch, not " + word));
      change(Who.of(request), kind, request);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/lists?list=" + kind.word()))
          .build();
    } catch (IllegalArgumentException e) {
      String why = "Nothing was changed: " + Shown.line(String.valueOf(e.getMessage())) + ".";
      String back = ListKind.of(word).map(kind -> "/lists?list=" + kind.word()).orElse("/lists");
      return frames.refused("Lists", new Frames.Refusal(why, back), caller, token);
    }
  }

  private void change(Who who, ListKind kind, HttpServletRequest request) {
    ListedWhat what =
        ListedWhat.of(FormText.of(request, "what"))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "what is listed is an account, device, ip or payment"));
    String value = value(what, request);
    String reason = FormText.of(request, "reason");
    switch (FormText.of(request, "change")) {
      case "put" -> {
        ListEntry entry = entry(who, kind, new Listed(what, value, reason), request);
        int _ = Asked.of(() -> desk.put(who, List.of(entry)));
      }
      case "remove" -> {
        if (reason.isEmpty() || reason.length() > ListEntry.MAX_REASON_LENGTH) {
          throw new IllegalArgumentException(
              "a reason of 1 to " + ListEntry.MAX_REASON_LENGTH + " characters is needed");
        }
        if (!Asked.of(() -> desk.remove(who, kind, what, value, reason))) {
          throw new IllegalArgumentException(
              "the list " + kind.word() + " has no " + what.word() + " " + value + " any more");
        }
      }
      default -> throw new IllegalArgumentException("what to do is put or remove");
    }
  }

  /** What somebody wants to be listed, and why. */
  private record Listed(ListedWhat what, String value, String reason) {}

  /** As the page had it, or as somebody typed it. */
  private static String value(ListedWhat what, HttpServletRequest request) {
    String typed = request.getParameter("value");
    if (typed == null || typed.indexOf(0) >= 0) {
      throw new IllegalArgumentException("the value is missing, or holds a NUL");
    }
    return what.value(typed)
        .orElseThrow(
            () -> new IllegalArgumentException("the value is empty, or a word for nothing"));
  }

  private ListEntry entry(Who who, ListKind kind, Listed listed, HttpServletRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end =
        FormText.number(request, "days").map(days -> now.plus(days, ChronoUnit.DAYS)).orElse(null);
    return new ListEntry(
        kind, listed.what(), listed.value(), listed.reason(), who.actor().toString(), now, end);
  }
}
