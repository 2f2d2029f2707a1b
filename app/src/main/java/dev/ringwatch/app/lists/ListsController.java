package dev.ringwatch.app.lists;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.lists.ListViews.EntryView;
import dev.ringwatch.app.lists.ListViews.PageView;
import dev.ringwatch.app.lists.ListViews.PutView;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/lists/{kind}}: what is let pass, and what is watched. */
@RestController
final class ListsController {

  private static final int MAX_PAGE = 1_000;

  private final ListDesk desk;
  private final Clock clock;
  private final JsonMapper json;

  ListsController(ListDesk desk, Clock clock, JsonMapper json) {
    this.desk = desk;
    this.clock = clock;
    this.json = json;
  }

  /** A page of a list. */
  @GetMapping("/v1/lists/{kind}")
  PageView page(
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable String what,
      @RequestParam(required = false) @Nullable String value,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(name = "limit", defaultValue = "100") String said,
      HttpServletRequest request) {
    Lists.Filter filter = filter(kind(kind), what, value);
    int limit = limit(said);
    Lists.Place after = cursor == null ? null : ListCursor.read(cursor);
    List<ListEntry> found = asked(() -> desk.look(Who.of(request), filter, after, limit + 1));
    boolean more = found.size() > limit;
    List<ListEntry> shown = more ? found.subList(0, limit) : found;
    return new PageView(views(shown), more ? ListCursor.after(shown.getLast()) : null);
  }

  private static int limit(String said) {
    int limit = said.matches("[0-9]{1,9}") ? Integer.parseInt(said) : 0;
    if (limit < 1 || limit > MAX_PAGE) {
      throw bad("limit must be 1 to " + MAX_PAGE + ", not " + said);
    }
    return limit;
  }

  private static Lists.Filter filter(ListKind kind, @Nullable String what, @Nullable String value) {
    Optional<ListedWhat> field = Optional.ofNullable(what).map(ListsController::what);
    return new Lists.Filter(
        kind,
        field,
        Optional.ofNullable(value)
            .map(text -> field.isEmpty() ? keepable(text) : value(field.get(), text)));
  }

  /** Puts one entry or many on a list, in the place of those that are there; all or none. */
  @PostMapping("/v1/lists/{kind}")
  PutView put(@PathVariable String kind, HttpServletRequest request) throws IOException {
    Who who = Who.of(request);
    ListBody body = new ListBody(json, kind(kind), who.actor().toString(), clock.instant());
    List<ListEntry> entries = body.read(request.getInputStream());
    int replaced = asked(() -> desk.put(who, entries));
    return new PutView(entries.size() - replaced, replaced, views(entries));
  }

  /** Takes an entry off a list. */
  @DeleteMapping("/v1/lists/{kind}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String kind,
      @RequestParam String what,
      @RequestParam String value,
      HttpServletRequest request) {
    ListKind list = kind(kind);
    ListedWhat field = what(what);
    String kept = value(field, value);
    boolean removed = asked(() -> desk.remove(Who.of(request), list, field, kept, ""));
    if (!removed) {
      throw new UnusableListRequestException(
          HttpStatus.NOT_FOUND, "the list " + list.word() + " has no " + field.word() + " " + kept);
    }
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableListRequestException e) {
    return ProblemDetail.forStatusAndDetail(e.status(), String.valueOf(e.getMessage()));
  }

  private List<EntryView> views(List<ListEntry> entries) {
    Instant now = clock.instant();
    return entries.stream().map(entry -> EntryView.of(entry, now)).toList();
  }

  private static ListKind kind(String word) {
    return ListKind.of(word)
        .orElseThrow(() ->
            new UnusableListRequestException(
                HttpStatus.NOT_FOUND, "there is no list " + word + "; there are allow, watch"));
  }

  private static ListedWhat what(String word) {
    return ListedWhat.of(word).orElseThrow(() -> bad(ListBody.WHICH));
  }

  private static String value(ListedWhat what, String typed) {
    return what.value(keepable(typed))
        .orElseThrow(() -> bad("value is empty, or a word for nothing"));
  }

  private static String keepable(String text) {
    if (text.indexOf(0) >= 0) {
      throw bad("value holds a NUL, which no event can");
    }
    return text;
  }

  private static UnusableListRequestException bad(String why) {
    return new UnusableListRequestException(HttpStatus.BAD_REQUEST, why);
  }

  /** Something that is asked of the database. */
  private interface Asked<T> {
    T answer() throws SQLException;
  }

  private static <T> T asked(Asked<T> what) {
    try {
      return what.answer();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
