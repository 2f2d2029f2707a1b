package dev.ringwatch.app.hunt;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/hunts}, {@code /v1/hunts/{name}} and {@code /v1/hunts/{name}/run}. */
@RestController
final class HuntController {

  private static final String FORMAT = "format";
  private static final String CSV = "csv";
  private static final MediaType CSV_TYPE = new MediaType("text", CSV, StandardCharsets.UTF_8);

  /** Says whether there are more rows, also of CSV, which has no room for it. */
  private static final String MORE = "Ringwatch-More";

  private final HuntDesk desk;
  private final Clock clock;

  HuntController(HuntDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** Which hunts there are. */
  @GetMapping("/v1/hunts")
  HuntJson.ListView list() {
    return HuntJson.ListView.of(desk.list());
  }

  /** One of them. */
  @GetMapping("/v1/hunts/{name}")
  ResponseEntity<?> describe(@PathVariable String name) {
    return desk.find(name)
        .<ResponseEntity<?>>map(hunt -> ResponseEntity.ok(HuntJson.HuntView.of(hunt)))
        .orElseGet(() -> notFound(name));
  }

  /** What it finds. */
  @GetMapping("/v1/hunts/{name}/run")
  ResponseEntity<?> run(@PathVariable String name, HttpServletRequest request)
      throws InterruptedException {
    Optional<Hunt> found = desk.find(name);
    return found.isEmpty() ? notFound(name) : run(found.get(), request);
  }

  private ResponseEntity<?> run(Hunt hunt, HttpServletRequest request) throws InterruptedException {
    Map<String, String> said = said(hunt, request);
    boolean csv = isCsv(said.remove(FORMAT), request);
    HuntAsk ask = HuntQuestion.ask(hunt, said, clock.instant());
    HuntAnswer answer = desk.run(Who.of(request), hunt, ask);
    ResponseEntity.BodyBuilder response =
        ResponseEntity.ok().header(MORE, Boolean.toString(answer.more() || answer.cut()));
    if (!csv) {
      return response.body(HuntJson.answer(hunt, ask, answer));
    }
    ContentDisposition file =
        ContentDisposition.attachment().filename(hunt.name() + "." + CSV).build();
    return response
        .contentType(CSV_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
        .body(HuntCsv.of(answer));
  }

  private static Map<String, String> said(Hunt hunt, HttpServletRequest request) {
    List<String> names = new ArrayList<>(List.of(Hunt.SINCE, Hunt.UNTIL, FORMAT));
    hunt.parameters().forEach(parameter -> names.add(parameter.name()));
    Parameters parameters = Parameters.of(request, names);
    if (parameters.cursor().isPresent()) {
      throw new UnusableRequestException("a hunt's answer has no pages, and so takes no cursor");
    }
    Map<String, String> said = new LinkedHashMap<>(parameters.asked());
    parameters.text(Hunt.LIMIT).ifPresent(limit -> said.put(Hunt.LIMIT, limit));
    return said;
  }

  private static boolean isCsv(@Nullable String format, HttpServletRequest request) {
    if (format == null) {
      String accepted = request.getHeader(HttpHeaders.ACCEPT);
      return accepted != null && accepted.startsWith(CSV_TYPE.getType() + "/" + CSV);
    }
    if (!format.equals(CSV) && !format.equals("json")) {
      throw new UnusableRequestException("format is json or csv, not " + format);
    }
    return format.equals(CSV);
  }

  static ResponseEntity<?> notFound(String name) {
    return ResponseEntity.of(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "there is no hunt " + name + "; GET /v1/hunts lists them"))
        .build();
  }
}
