package dev.ringwatch.app.overview;

import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.app.incident.SuppressionQuery;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.incident.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people were not told, as it is shown.
 *
 * @param frame what stands around it
 * @param causes the views by cause
 * @param matter the one matter that is shown; empty for all
 * @param rows what was noted last first
 * @param next where the next page is
 * @param csv all of it as a file
 */
record SuppressionList(
    Frame frame,
    List<Choice> causes,
    Optional<String> matter,
    List<Row> rows,
    Optional<String> next,
    String csv) {

  private static final String PATH = "/suppressions";

  /**
   * Something that was not told.
   *
   * @param subject the account, the ring, or what else it is about
   * @param href its page; empty if it has none
   * @param kind what it is about, in a word
   * @param cause why, in a word
   * @param reason why, in a sentence
   * @param score the highest that was seen
   * @param times how often it was noted
   * @param first when it was noted first
   * @param last when it was noted last
   * @param incident the page of the incident; empty if none was opened
   * @param number that incident's number
   */
  record Row(
      String subject,
      String href,
      String kind,
      String cause,
      String reason,
      String score,
      String times,
      Moment first,
      Moment last,
      String incident,
      long number) {}

  static SuppressionList of(
      Frame frame, SuppressionQuery query, SuppressionQuery.Page page, Instant now) {
    List<Choice> causes = new ArrayList<>();
    causes.add(choice(query, "All", ""));
    for (SuppressionCause cause : SuppressionCause.values()) {
      causes.add(choice(query, spaced(cause), cause.label()));
    }
    return new SuppressionList(
        frame,
        causes,
        query.filter().dedupKey().map(Shown::line),
        page.suppressions().stream().map(one -> row(one, now)).toList(),
        Optional.ofNullable(page.next())
            .map(next -> Choice.address(PATH, query.asked(), "cursor", next)),
        Choice.address("/csv/suppressions", query.asked(), "", ""));
  }

  private static Choice choice(SuppressionQuery query, String name, String cause) {
    String chosen = query.filter().cause().map(SuppressionCause::label).orElse("");
    return new Choice(
        name, Choice.address(PATH, query.asked(), "cause", cause), chosen.equals(cause));
  }

  private static String spaced(SuppressionCause cause) {
    return cause.label().replace('_', ' ');
  }

  static Row row(Suppression kept, Instant now) {
    Matter matter = Matter.of(kept.dedupKey());
    Long incident = kept.incident();
    return new Row(
        Shown.name(matter.subject()),
        matter.href(),
        matter.kind(),
        spaced(kept.cause()),
        Shown.line(kept.reason()),
        Numbers.score(kept.score()),
        kept.times() == 1 ? "once" : Numbers.count(kept.times(), "time"),
        Moment.of(kept.first(), now),
        Moment.of(kept.last(), now),
        incident == null ? "" : IncidentTable.page(incident),
        incident == null ? 0 : incident);
  }
}
