package dev.ringwatch.app.setup;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.app.archive.ArchiveStatus;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /settings/archive}: for how long events are kept, and the files of those that are not. */
@Controller
final class ArchivePage {

  private static final String LIST = "archive page";

  private final SetupSources sources;
  private final Kept kept;
  private final Audit audit;
  private final Frames frames;
  private final Clock clock;

  /**
   * How long events are kept, and where they go then.
   *
   * @param settings as they were set
   * @param archive the archive, if there is one
   */
  record Kept(ArchiveSettings settings, Optional<Archive> archive) {

    Optional<ArchiveStatus> status() {
      return archive.map(Archive::status);
    }
  }

  ArchivePage(SetupSources sources, Kept kept, Audit audit, Frames frames, Clock clock) {
    this.sources = sources;
    this.kept = kept;
    this.audit = audit;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/settings/archive")
  ResponseEntity<String> show(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    ArchivedDays.Position after = parameters.cursor().map(ArchivePage::place).orElse(null);
    int limit = parameters.limit();
    audit.record(Who.of(request), AuditAction.ARCHIVE_LOOK, "", Audit.DONE, Map.of());
    Panel<List<ArchivedPart>> parts =
        Panels.read("The list of files", () -> sources.archived().page(after, limit + 1));
    Panel<ArchivedDays.Totals> totals =
        Panels.read("The sum of the files", () -> sources.archived().totals());
    ArchiveList.Facts facts = new ArchiveList.Facts(kept, parts, totals, limit, clock.instant());
    return Html.page(
        "setup/archive",
        ArchiveList.of(frames.frame("Archive", caller, token), facts, ArchivePage::cursor));
  }

  private static String cursor(ArchivedPart last) {
    return Cursor.to(LIST)
        .time(last.day().atStartOfDay(ZoneOffset.UTC).toInstant())
        .number(last.part())
        .done();
  }

  private static ArchivedDays.Position place(String said) {
    Cursor.Reader cursor = Cursor.from(LIST, said);
    LocalDate day = LocalDate.ofInstant(cursor.time(), ZoneOffset.UTC);
    int part = Math.clamp(cursor.number(), 0, Integer.MAX_VALUE);
    cursor.end();
    return new ArchivedDays.Position(day, part);
  }
}
