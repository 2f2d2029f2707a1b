package dev.ringwatch.app.verdict;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.VerdictFilter;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a request for verdicts, or for what waits for one, asks for. */
final class VerdictQuery {

  private static final List<String> NAMES =
      List.of("account", "ring", "who", "verdict", "origin", "since");

  private VerdictQuery() {}

  static Parameters parameters(HttpServletRequest request) {
    return Parameters.of(request, NAMES);
  }

  static VerdictFilter filter(Parameters parameters) {
    return new VerdictFilter(
        subject(parameters),
        parameters.text("who").map(who -> keepable("who", who)).orElse(null),
        word(parameters, "verdict", Judgement::of),
        word(parameters, "origin", VerdictOrigin::of),
        since(parameters).orElse(null));
  }

  private static @Nullable VerdictSubject subject(Parameters parameters) {
    Optional<String> account = parameters.text("account");
    Optional<String> ring = parameters.text("ring");
    if (account.isPresent() && ring.isPresent()) {
      throw new UnusableRequestException("a verdict is about an account or a ring, never both");
    }
    try {
      return account
          .map(VerdictSubject::account)
          .or(() -> ring.map(VerdictSubject::ring))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      throw new UnusableRequestException(String.valueOf(e.getMessage()));
    }
  }

  static <T> @Nullable T word(
      Parameters parameters, String name, Function<String, Optional<T>> known) {
    Optional<String> said = parameters.text(name);
    if (said.isEmpty()) {
      return null;
    }
    return known
        .apply(said.get())
        .orElseThrow(
            () -> new UnusableRequestException("no verdict has the " + name + " " + said.get()));
  }

  static Optional<Instant> since(Parameters parameters) {
    return parameters
        .text("since")
        .map(said -> {
          try {
            return OffsetDateTime.parse(said).toInstant();
          } catch (DateTimeException e) {
            throw new UnusableRequestException(
                "since is a time such as 2026-11-26T12:00:00Z, not " + said);
          }
        });
  }

  static String keepable(String name, String said) {
    if (said.indexOf(0) >= 0) {
      throw new UnusableRequestException(name + " holds a NUL, which none does");
    }
    return said;
  }

  /** Where the page before ended: a number in the order of a list. */
  static long place(Parameters parameters, String list, long start) {
    return parameters
        .cursor()
        .map(cursor -> {
          Cursor.Reader reader = Cursor.from(list, cursor);
          long place = reader.number();
          reader.end();
          return place;
        })
        .orElse(start);
  }

  /** The cursor of the next page; null if a page is not full. */
  static @Nullable String next(String list, int size, int limit, long last) {
    return size < limit ? null : Cursor.to(list).number(last).done();
  }
}
