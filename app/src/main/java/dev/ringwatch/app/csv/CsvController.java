package dev.ringwatch.app.csv;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.log.LogUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code /csv/{name}}: a table as a file, with the filters of its page, all rows of it up to a
 * bound. Rows are sent as they are read. What fails before the first is an answer as any other;
 * what fails later ends the file with a line that says so, and the connection without the end that
 * a whole answer has ({@link CutOff}), so that whoever receives it knows.
 */
@Controller
final class CsvController {

  /** The most rows of a file. */
  static final int MOST_ROWS = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(CsvController.class);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
  private static final List<String> OF_PAGES = List.of("cursor", "limit");

  private final Map<String, CsvTable<?>> tables = new HashMap<>();
  private final Audit audit;
  private final Clock clock;

  CsvController(List<CsvTable<?>> tables, Audit audit, Clock clock) {
    for (CsvTable<?> table : tables) {
      if (this.tables.put(table.name(), table) != null) {
        throw new IllegalArgumentException("two tables are called " + table.name());
      }
    }
    this.audit = audit;
    this.clock = clock;
  }

  /** A table for everybody who is signed in. */
  @GetMapping("/csv/{name}")
  void table(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    send(find(name, false), request, response);
  }

  /** The tables for administrators, of each of which the table of routes says so. */
  @GetMapping({
    "/csv/archives",
    "/csv/audit",
    "/csv/configuration",
    "/csv/endpoints",
    "/csv/keys",
    "/csv/operators"
  })
  void forAdministrators(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    String path = request.getRequestURI();
    send(find(path.substring(path.lastIndexOf('/') + 1), true), request, response);
  }

  private CsvTable<?> find(String name, boolean forSettings) {
    return Optional.<CsvTable<?>>ofNullable(tables.get(name))
        .filter(table -> table.forSettings() == forSettings)
        .orElseThrow(() ->
            new ResponseStatusException(
                HttpStatus.NOT_FOUND, "there is no table of that name; pages link to theirs"));
  }

  private <T> void send(CsvTable<T> table, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    for (String name : OF_PAGES) {
      if (request.getParameter(name) != null) {
        throw new UnusableRequestException(
            "a file has all rows and so takes no " + name + "; leave it out");
      }
    }
    CsvRows<T> rows;
    List<T> first;
    try {
      rows = table.ask().of(request);
      first = rows.isThere() ? rows.source().next().orElse(List.of()) : List.of();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    record(Who.of(request), table, rows);
    if (!rows.isThere()) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "there is nothing of that id to make a table of");
    }
    describe(table, response);
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    try {
      CsvWriting.all(out, table, first, rows.source(), MOST_ROWS);
      out.flush();
    } catch (UncheckedIOException e) {
      LOG.debug("who asked for {} as a file has gone", table.name(), e);
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The table {} as a file was cut off: {}", table.name(), e.getMessage());
      CutOff.mark(request);
      out.write("\nThis file is not whole: reading failed here; ask for it again\n");
      out.flush();
    }
  }

  private <T> void record(Who who, CsvTable<T> table, CsvRows<T> rows) {
    Map<String, String> details = new TreeMap<>(rows.asked());
    details.put("format", "csv");
    String outcome = rows.isThere() ? Audit.DONE : Audit.NOT_FOUND;
    String object = rows.object().replace('\0', '\uFFFD');
    audit.record(who, rows.action().orElse(table.action()), object, outcome, details);
  }

  private void describe(CsvTable<?> table, HttpServletResponse response) {
    String file = "ringwatch-" + table.name() + "-" + MINUTE.format(clock.instant()) + ".csv";
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file).build().toString());
    response.setHeader(
        HttpHeaders.CACHE_CONTROL, String.valueOf(CacheControl.noStore().getHeaderValue()));
  }
}
