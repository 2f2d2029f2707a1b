package dev.ringwatch.app.incident;

import dev.ringwatch.app.incident.IncidentJson.Details;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.postgres.incident.KeptIncident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the HTTP interface shows it. Names are a contract.
 *
 * @param id its number
 * @param dedupKey names the matter: of one there is one open incident at most
 * @param kind what it is about: account, ring, volume, drift or lag
 * @param subject the account's or the ring's id, or what else it is about
 * @param state open, acknowledged, resolved or withdrawn
 * @param provisional whether no closed minute has confirmed it yet
 * @param score of its newest evidence, 0 to 100
 * @param band the highest that it had
 * @param reasons signed points that sum to the score
 * @param members of a ring, the first of them; of an account none
 * @param memberCount how many members there are
 * @param reopens the incident of the same matter before it; null for none
 * @param openedAt when it was opened
 * @param lastEvidenceAt the minute of its newest evidence
 * @param silence the silence because of which people are not told of it yet; null for none
 * @param acknowledgedBy who has seen it; null for nobody
 * @param acknowledgedAt when
 * @param assignedTo who looks after it; null for nobody
 * @param closedAt when it was closed; null while it is open
 * @param closedBy who closed it
 * @param closeReason why
 */
record IncidentView(
    long id,
    String dedupKey,
    String kind,
    String subject,
    String state,
    boolean provisional,
    double score,
    String band,
    List<Reason> reasons,
    List<String> members,
    int memberCount,
    @Nullable Long reopens,
    Instant openedAt,
    Instant lastEvidenceAt,
    @Nullable Long silence,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String assignedTo,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    @Nullable String closeReason) {

  static IncidentView of(KeptIncident incident) {
    Details details = IncidentJson.read(incident.details());
    KeptIncident.Handled handled = incident.handled();
    return new IncidentView(
        incident.id(),
        incident.dedupKey(),
        incident.kind().label(),
        incident.subject(),
        incident.state().word(),
        incident.provisional(),
        incident.score(),
        incident.band().label(),
        details.reasons(),
        details.members(),
        details.memberCount(),
        incident.reopens(),
        incident.opened(),
        incident.lastEvidence(),
        incident.silence(),
        handled.acknowledgedBy(),
        handled.acknowledged(),
        handled.assignedTo(),
        handled.closed(),
        handled.closedBy(),
        handled.closeReason());
  }

  /**
   * A page of incidents.
   *
   * @param incidents the newest first
   * @param next the cursor of the next page; null if there is none
   */
  record Page(List<IncidentView> incidents, @Nullable String next) {}
}
