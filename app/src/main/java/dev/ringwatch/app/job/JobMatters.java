package dev.ringwatch.app.job;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.detection.Evidences;
import dev.ringwatch.app.detection.Matters;
import dev.ringwatch.app.detection.UnwritableResultException;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.WrittenScores;
import dev.ringwatch.postgres.ring.WrittenRings;
import dev.ringwatch.risk.RiskConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has incidents opened and moved by what a job wrote. Nothing of it is remembered that a start must
 * know: evidence that was seen before moves nothing. Used by one thread.
 */
final class JobMatters {

  private static final Logger LOG = LoggerFactory.getLogger(JobMatters.class);

  /** As many as the server takes in at a time of its own scores. */
  private static final int BATCH = 2_000;

  private static final Tick EVER = new Tick(0);

  private final JobSources sources;
  private final Matters matters;
  private final RiskConfig bands;

  /** Of whom the score of which tick was seen. */
  private final Map<String, Tick> seen = new HashMap<>();

  /** When the rings were found that were seen last; null before any were. */
  private @Nullable Tick searched;

  JobMatters(JobSources sources, Matters matters, RiskConfig bands) {
    this.sources = sources;
    this.matters = matters;
    this.bands = bands;
  }

  /**
   * Looks at all that is written.
   *
   * @param closed the last tick of which all is
   */
  void look(Tick closed) throws SQLException, IOException {
    showThatTimePasses(closed);
    Tick found = sources.kept().writtenAt().map(Tick::of).orElse(closed);
    if (!found.equals(searched)) {
      see(rings(found));
      searched = found;
    }
    IncidentPolicy policy = matters.policy(closed);
    Map<String, Tick> accounts =
        sources.scores().ofMatters(Math.min(policy.accountFrom(), policy.watchedFrom()));
    seen.keySet().retainAll(accounts.keySet());
    List<String> news =
        accounts.entrySet().stream()
            .filter(one -> !one.getValue().equals(seen.get(one.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    for (int from = 0; from < news.size(); from += BATCH) {
      List<String> some = news.subList(from, Math.min(news.size(), from + BATCH));
      seeAccounts(some, EVER);
      some.forEach(account -> seen.put(account, accounts.getOrDefault(account, closed)));
    }
  }

  /**
   * Evidence of the last closed tick is what brings thresholds into force that were let pass, and
   * there may be no other. Who is riskiest has that score at that tick too.
   */
  private void showThatTimePasses(Tick closed) throws SQLException, IOException {
    Optional<String> riskiest = sources.scores().riskiest();
    if (riskiest.isPresent()) {
      seeAccounts(List.of(riskiest.get()), closed);
    }
  }

  private List<Evidence> rings(Tick found) throws SQLException {
    List<Evidence> evidence = new ArrayList<>();
    for (WrittenRings.Living ring : sources.rings().living()) {
      evidence.add(
          new Evidence(
              IncidentKind.RING,
              ring.id(),
              found,
              false,
              ring.score(),
              bands.band(ring.score()),
              false,
              ring.reasons(),
              ring.members()));
    }
    sources.rings().ended().forEach((ring, tick) -> evidence.add(Evidences.ofEnded(ring, tick)));
    return evidence;
  }

  /**
   * Hands over accounts.
   *
   * @param least the earliest tick that their scores are said of
   */
  private void seeAccounts(Collection<String> accounts, Tick least)
      throws SQLException, IOException {
    List<Evidence> evidence = new ArrayList<>();
    for (WrittenScores.Written one : sources.scores().read(accounts)) {
      Tick scored = one.latest().tick();
      evidence.add(evidence(one, scored.compareTo(least) < 0 ? least : scored));
    }
    see(evidence);
  }

  /** Its score is the latest, and the reasons are those that are kept. */
  private Evidence evidence(WrittenScores.Written account, Tick tick) {
    WrittenScores.Scores scores = account.latest();
    boolean isOfRing = account.ringId() != null && scores.ring() >= matters.policy(tick).ringFrom();
    return new Evidence(
        IncidentKind.ACCOUNT,
        account.vector().account().value(),
        tick,
        false,
        scores.risk(),
        bands.band(scores.risk()),
        isOfRing,
        account.reasons(),
        List.of());
  }

  /** One that cannot be kept is left out, and does not hold up the others for ever. */
  private void see(List<Evidence> evidence) throws IOException {
    try {
      matters.see(evidence);
    } catch (UnwritableResultException e) {
      for (Evidence one : evidence) {
        try {
          matters.see(List.of(one));
        } catch (UnwritableResultException refused) {
          LOG.error(
              "the incident of {} cannot be kept and is dropped: {}",
              one.dedupKey(),
              refused.getMessage());
        }
      }
    }
  }
}
