package dev.ringwatch.app.setup;

import dev.ringwatch.app.archive.ArchiveStatus;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.Sizes;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of events, and for how long, as it is shown.
 *
 * @param frame what stands around it
 * @param retention for how many days events are kept
 * @param firstKept the first day that is
 * @param archive how the archive stands; empty if there is none
 * @param totals what all files hold, in a sentence
 * @param rows a file each, the newest days first
 * @param next where the next page is
 */
record ArchiveList(
    Frame frame,
    int retention,
    LocalDate firstKept,
    Optional<State> archive,
    Panel<String> totals,
    Panel<List<Row>> rows,
    Optional<String> next) {

  /**
   * How the archive stands.
   *
   * @param directory where files go
   * @param waiting how many days wait
   * @param problem what failed last; empty if nothing did
   * @param last when a day was last dropped that is in a file
   */
  record State(String directory, int waiting, String problem, Optional<Moment> last) {

    static State of(ArchiveStatus status, Instant now) {
      return new State(
          Shown.line(status.directory()),
          status.waiting(),
          Shown.line(status.problem()),
          Optional.ofNullable(status.lastDroppedAt()).map(at -> Moment.of(at, now)));
    }
  }

  /**
   * A file.
   *
   * @param day of which day its events are
   * @param file its name
   * @param events how many there are
   * @param size how large it is
   * @param written when it was written
   * @param state what became of it since
   */
  record Row(
      LocalDate day, String file, String events, String size, Moment written, String state) {}

  /**
   * What there is to show.
   *
   * @param kept how long events are kept, and where they go then
   * @param parts files, one more than are shown if there are more
   * @param totals what all files hold
   * @param limit the most to show
   * @param now the present
   */
  record Facts(
      ArchivePage.Kept kept,
      Panel<List<ArchivedPart>> parts,
      Panel<ArchivedDays.Totals> totals,
      int limit,
      Instant now) {}

  static ArchiveList of(Frame frame, Facts facts, Function<ArchivedPart, String> cursor) {
    int retention = facts.kept().settings().retentionDays();
    List<ArchivedPart> found = facts.parts().content().orElse(List.of());
    List<ArchivedPart> shown = found.subList(0, Math.min(facts.limit(), found.size()));
    return new ArchiveList(
        frame,
        retention,
        LocalDate.ofInstant(facts.now(), ZoneOffset.UTC).minusDays(retention),
        facts.kept().status().map(status -> State.of(status, facts.now())),
        facts.totals().then("The sum of the files", ArchiveList::sentence),
        facts
            .parts()
            .then(
                "The list of files",
                all -> shown.stream().map(one -> row(one, facts.now())).toList()),
        found.size() > shown.size()
            ? Optional.of("/settings/archive?cursor=" + cursor.apply(shown.getLast()))
            : Optional.empty());
  }

  private static String sentence(ArchivedDays.Totals totals) {
    return Numbers.count(totals.files(), "file")
        + " with "
        + Numbers.count(totals.events(), "event")
        + ", "
        + Sizes.of(totals.bytes())
        + ".";
  }

  private static Row row(ArchivedPart part, Instant now) {
    return new Row(
        part.day(),
        Shown.line(part.content().file()),
        Numbers.count(part.content().events()),
        Sizes.of(part.content().bytes()),
        Moment.of(part.writtenAt(), now),
        part.droppedAt() != null
            ? "read back; its events are only there"
            : part.verifiedAt() != null ? "read back" : "not read back yet");
  }
}
