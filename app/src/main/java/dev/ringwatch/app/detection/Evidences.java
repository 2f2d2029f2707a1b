package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import java.util.List;

/** What scores say of the matters that they are of. */
public final class Evidences {

  private Evidences() {}

  /**
   * What an account's score says.
   *
   * @param ringsFrom the score from which its ring has an incident, which then speaks of it
   */
  public static Evidence of(AccountFinal score, Tick tick, boolean provisional, double ringsFrom) {
    return new Evidence(
        IncidentKind.ACCOUNT,
        score.account().value(),
        tick,
        provisional,
        score.risk().score(),
        score.risk().band(),
        score.ringId() != null && score.ring() >= ringsFrom,
        score.risk().reasons(),
        List.of());
  }

  /** That a ring is found no more. */
  public static Evidence ofEnded(String ring, Tick tick) {
    return new Evidence(
        IncidentKind.RING, ring, tick, false, 0, Band.LOW, false, List.of(), List.of());
  }

  /** What a ring's score says. */
  public static Evidence of(Ring ring, Tick tick, RiskConfig bands) {
    return new Evidence(
        IncidentKind.RING,
        ring.id(),
        tick,
        false,
        ring.score(),
        bands.band(ring.score()),
        false,
        ring.reasons(),
        ring.members().stream().map(Member::account).toList());
  }
}
