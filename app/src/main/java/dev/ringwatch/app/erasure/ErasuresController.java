package dev.ringwatch.app.erasure;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.incident.BodyFields;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.erasure.Erasure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/erasures} and {@code /v1/exports}: all that is kept about an account. */
@RestController
final class ErasuresController {

  private static final String LIST = "erasures";
  private static final String ACCOUNT = "account_id";

  private final ErasureDesk desk;
  private final Clock clock;

  /** One reads out at a time: each goes through tables by no index, and through all files. */
  private final Semaphore turn = new Semaphore(1);

  ErasuresController(ErasureDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * An erasure. Names are a contract of the HTTP interface.
   *
   * @param accountId which account; null once it is done
   * @param accountMark a keyed hash of its name
   * @param pseudonym what stands in its place where others were told of it
   * @param step {@code asked}, {@code forgetting} or {@code done}
   * @param late whether it should be done and is not
   * @param problem what hinders it or could not be reached; null for nothing
   */
  record View(
      long id,
      @Nullable String accountId,
      String accountMark,
      String pseudonym,
      String step,
      boolean late,
      String askedBy,
      Instant askedAt,
      Instant dueAt,
      @Nullable Instant finishedAt,
      long removedRows,
      @Nullable String problem) {

    static View of(Erasure one, Instant now) {
      return new View(
          one.id(),
          one.account(),
          one.mark(),
          one.pseudonym(),
          one.step().word(),
          one.isLate(now),
          one.askedBy(),
          one.askedAt(),
          one.dueAt(),
          one.finishedAt(),
          one.removedRows(),
          one.problem().isEmpty() ? null : one.problem());
    }
  }

  /**
   * A page. Names are a contract of the HTTP interface.
   *
   * @param erasures the newest first
   * @param next the cursor of the next page; null on the last
   */
  record Page(List<View> erasures, @Nullable String next) {}

  /** Wants an account erased. */
  @PostMapping("/v1/erasures")
  @ResponseStatus(HttpStatus.ACCEPTED)
  View erase(HttpServletRequest request) throws IOException {
    String typed = BodyFields.of(request, List.of(ACCOUNT)).text(ACCOUNT).orElse("");
    try {
      return View.of(desk.erase(Who.of(request), ErasureDesk.account(typed)), clock.instant());
    } catch (IllegalArgumentException e) {
      throw BodyFields.refused(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  /** A page of them, the newest first. */
  @GetMapping("/v1/erasures")
  Page list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long before = parameters.cursor().map(ErasuresController::place).orElse(Long.MAX_VALUE);
    try {
      List<Erasure> found = desk.look(Who.of(request), before, limit + 1);
      List<Erasure> shown = found.subList(0, Math.min(limit, found.size()));
      return new Page(
          shown.stream().map(one -> View.of(one, clock.instant())).toList(),
          found.size() > limit ? Cursor.to(LIST).number(shown.getLast().id()).done() : null);
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private static long place(String said) {
    Cursor.Reader cursor = Cursor.from(LIST, said);
    long before = cursor.number();
    cursor.end();
    return before;
  }

  /**
   * All that is kept about an account, a JSON object a line, sent as it is read.
   *
   * @throws ExportBusyException if another is being read out
   */
  @GetMapping("/v1/exports")
  void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String account;
    try {
      account =
          ErasureDesk.account(
              Parameters.of(request, List.of(ACCOUNT))
                  .needed(ACCOUNT, "account_id says of which account"));
    } catch (IllegalArgumentException e) {
      throw new UnusableRequestException(String.valueOf(e.getMessage()));
    }
    if (!turn.tryAcquire()) {
      throw new ExportBusyException(
          "another account is being read out at the moment, which is done one at a time: try again"
              + " in a while");
    }
    try {
      export(request, account, response);
    } finally {
      turn.release();
    }
  }

  private void export(HttpServletRequest request, String account, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/x-ndjson");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Disposition", "attachment; filename=\"ringwatch-account.ndjson\"");
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    try {
      desk.export(Who.of(request), account, out);
    } catch (SQLException e) {
      throw unanswered(e);
    }
  }

  private static LogUnavailableException unanswered(SQLException e) {
    return new LogUnavailableException("the database does not answer", e);
  }
}
