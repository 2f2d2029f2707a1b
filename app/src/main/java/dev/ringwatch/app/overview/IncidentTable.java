package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.incident.IncidentJson;
import dev.ringwatch.app.page.FormToken;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.incident.KeptIncident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Incidents as a table.
 *
 * @param rows an incident each, the newest first
 * @param form what the forms to decide by send along; empty if who looks may not decide
 */
record IncidentTable(List<Row> rows, Optional<FormToken> form) {

  private static final int REASONS_SHOWN = 2;

  /**
   * An incident.
   *
   * @param number its number
   * @param page its page
   * @param action where the forms to decide by go; empty if it is closed
   * @param seen whether somebody has acknowledged it
   * @param subject the account, the ring, or what else it is about
   * @param href the page of that
   * @param kind what it is about, in a word
   * @param pill its score
   * @param reasons the first of its reasons
   * @param state how it stands, in words
   * @param opened when it was opened
   */
  record Row(
      String number,
      String page,
      Optional<String> action,
      boolean seen,
      String subject,
      String href,
      String kind,
      Pill pill,
      List<Overview.Because> reasons,
      String state,
      Moment opened) {}

  static IncidentTable of(List<KeptIncident> incidents, Frame frame, Instant now) {
    return new IncidentTable(
        incidents.stream().map(incident -> row(incident, now)).toList(),
        frame.role().equals(Role.VIEWER.word()) ? Optional.empty() : Optional.of(frame.form()));
  }

  private static Row row(KeptIncident incident, Instant now) {
    KeptIncident.Handled handled = incident.handled();
    return new Row(
        "#" + incident.id(),
        page(incident.id()),
        handled.closed() == null ? Optional.of("/incidents/" + incident.id()) : Optional.empty(),
        handled.acknowledgedBy() != null,
        Shown.name(incident.subject()),
        href(incident),
        incident.kind().label(),
        pill(incident),
        IncidentJson.read(incident.details()).reasons().stream()
            .limit(REASONS_SHOWN)
            .map(RingTable::because)
            .toList(),
        state(incident),
        Moment.of(incident.opened(), now));
  }

  static Pill pill(KeptIncident incident) {
    return incident.kind() == IncidentKind.RING
        ? Pill.ofRing(incident.score())
        : Pill.of(incident.score(), incident.band().label());
  }

  /** Where an incident's page is. */
  static String page(long incident) {
    return "/incidents/" + incident;
  }

  /** Where the page is of what an incident is about; of what has none its own. */
  static String href(KeptIncident incident) {
    return switch (incident.kind()) {
      case ACCOUNT, HUNT -> Href.account(incident.subject());
      case RING -> RingTable.href(incident.subject());
      case VOLUME, DRIFT, LAG -> page(incident.id());
    };
  }

  static String state(KeptIncident incident) {
    KeptIncident.Handled handled = incident.handled();
    String assigned =
        handled.assignedTo() == null ? "" : ", with " + Shown.name(handled.assignedTo());
    String reason = handled.closeReason() == null ? "" : ": " + Shown.line(handled.closeReason());
    String reopened = incident.reopens() == null ? "" : ", again after #" + incident.reopens();
    return incident.state().word()
        + (incident.provisional() ? ", its minute is not over" : "")
        + reopened
        + assigned
        + (incident.silence() == null ? "" : ", held back by silence " + incident.silence())
        + reason;
  }
}
