package dev.ringwatch.app.incident;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.postgres.incident.IncidentTexts;
import dev.ringwatch.postgres.incident.KeptIncident;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of evidence as JSON: written, and read again. Safe for threads. */
public final class IncidentJson implements IncidentTexts {

  /** The most members of a ring that an incident names. */
  private static final int MOST_MEMBERS = 100;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What an incident's newest evidence rests on.
   *
   * @param reasons signed points that sum to the score
   * @param members of a ring, the first of them; of an account none
   * @param memberCount how many members there are
   */
  public record Details(List<Reason> reasons, List<String> members, int memberCount) {

    /** Copies the lists. */
    public Details {
      reasons = List.copyOf(reasons);
      members = List.copyOf(members);
    }
  }

  @Override
  public String details(Evidence evidence) {
    List<String> members =
        evidence.members().stream().limit(MOST_MEMBERS).map(AccountId::value).toList();
    return JSON.writeValueAsString(
        new Details(evidence.reasons(), members, evidence.members().size()));
  }

  @Override
  public Alert alert(KeptIncident incident, IncidentChange change, Instant now) {
    Details details = read(incident.details());
    return new Alert(
        incident.id(),
        incident.dedupKey(),
        incident.kind(),
        change,
        incident.subject(),
        incident.score(),
        incident.band(),
        details.reasons(),
        details.members().stream().map(AccountId::new).toList(),
        details.memberCount(),
        now);
  }

  /** Reads what {@link #details} wrote. */
  public static Details read(String json) {
    return JSON.readValue(json, Details.class);
  }
}
