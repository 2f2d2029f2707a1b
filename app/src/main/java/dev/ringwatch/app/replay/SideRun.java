package dev.ringwatch.app.replay;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.detection.Evidences;
import dev.ringwatch.control.ModelId;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.postgres.incident.Listings;
import dev.ringwatch.risk.RiskConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side while it is replayed: opens incidents by its final scores. Used by one thread. */
final class SideRun {

  private final Side side;
  private final RingNames names;
  private final Listings listings;
  private final IncidentBook incidents = new IncidentBook();
  private @Nullable Scored last;
  private List<Ring> rings = List.of();
  private int looks;

  /**
   * A side of which nothing was scored yet.
   *
   * @param names what rings are called on both sides
   * @param listings who is let pass, and who is watched
   */
  SideRun(Side side, RingNames names, Listings listings) {
    this.side = side;
    this.names = names;
    this.listings = listings;
  }

  Side side() {
    return side;
  }

  /** Takes in the final scores of a moment, which comes after all before. */
  void look(Scored scored) {
    Tick tick = scored.finals().tick();
    IncidentPolicy policy = side.policies().at(tick);
    RiskConfig bands = side.config().risk();
    looks++;
    last = scored;
    rings = names.named(scored.finals().rings().rings());
    for (AccountFinal account : scored.finals().accounts()) {
      see(Evidences.of(account, tick, false, policy.ringFrom()), policy);
    }
    for (Ring ring : rings) {
      see(Evidences.of(ring, tick, bands), policy);
    }
  }

  private void see(Evidence evidence, IncidentPolicy policy) {
    incidents.see(evidence, policy, listings.of(evidence));
  }

  /**
   * What came of it.
   *
   * @throws IllegalStateException if nothing was ever scored
   */
  Outcome outcome() {
    Scored scored = last;
    if (scored == null) {
      throw new IllegalStateException("nothing was scored");
    }
    return new Outcome(
        scored.finals().accounts(),
        rings,
        incidents.opened(),
        incidents.flagged(),
        looks,
        ModelId.of(scored.model()),
        scored.lesson());
  }
}
