package dev.ringwatch.app.archive;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/archives}: the files that days of events were written into. */
@RestController
final class ArchivesController {

  private static final String LIST = "archives";

  private final ArchivedDays list;
  private final Optional<Archive> archive;
  private final Audit audit;

  ArchivesController(ArchivedDays list, Optional<Archive> archive, Audit audit) {
    this.list = list;
    this.archive = archive;
    this.audit = audit;
  }

  /**
   * A page. Names are a contract of the HTTP interface.
   *
   * @param directory where files go now; null if nothing is archived
   * @param problem what failed last, in a sentence; null if nothing did
   * @param daysWaiting how many days are past retention and still in the database
   * @param archives the newest days first
   * @param next the cursor of the next page; null on the last
   */
  record PageView(
      @Nullable String directory,
      @Nullable String problem,
      int daysWaiting,
      List<PartView> archives,
      @Nullable String next) {}

  /** A file. Names are a contract of the HTTP interface. */
  record PartView(
      LocalDate day,
      int part,
      String file,
      long events,
      long bytes,
      String checksum,
      String schemaVersion,
      long afterSeq,
      long throughSeq,
      Instant writtenAt,
      @Nullable Instant verifiedAt,
      @Nullable Instant droppedAt) {

    static PartView of(ArchivedPart part) {
      return new PartView(
          part.day(),
          part.part(),
          part.file(),
          part.content().events(),
          part.content().bytes(),
          part.content().checksum(),
          part.schemaVersion(),
          part.content().afterSeq(),
          part.content().throughSeq(),
          part.writtenAt(),
          part.verifiedAt(),
          part.droppedAt());
    }
  }

  /** A page of the files. */
  @GetMapping("/v1/archives")
  PageView list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    ArchivedDays.Position after =
        parameters.cursor().map(ArchivesController::position).orElse(null);
    audit.record(Who.of(request), AuditAction.ARCHIVE_LOOK, "", Audit.DONE, Map.of());
    List<ArchivedPart> parts;
    try {
      parts = list.page(after, limit + 1);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    boolean more = parts.size() > limit;
    List<ArchivedPart> shown = more ? parts.subList(0, limit) : parts;
    Optional<ArchiveStatus> status = archive.map(Archive::status);
    return new PageView(
        status.map(ArchiveStatus::directory).orElse(null),
        status.map(ArchiveStatus::problem).filter(said -> !said.isEmpty()).orElse(null),
        status.map(ArchiveStatus::waiting).orElse(0),
        shown.stream().map(PartView::of).toList(),
        more ? cursor(shown.getLast()) : null);
  }

  private static String cursor(ArchivedPart last) {
    Instant day = last.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    return Cursor.to(LIST).time(day).number(last.part()).done();
  }

  private static ArchivedDays.Position position(String said) {
    Cursor.Reader cursor = Cursor.from(LIST, said);
    LocalDate day = LocalDate.ofInstant(cursor.time(), ZoneOffset.UTC);
    int part = Math.clamp(cursor.number(), 0, Integer.MAX_VALUE);
    cursor.end();
    return new ArchivedDays.Position(day, part);
  }
}
