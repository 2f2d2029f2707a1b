package dev.ringwatch.app.replay;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.Listing;
import dev.ringwatch.alert.Move;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.Band;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The incidents that final scores would have opened, by the rules of the server, as long as nobody
 * decides anything. Used by one thread.
 */
final class IncidentBook {

  private final Map<String, Standing> standings = new HashMap<>();
  private final Map<String, OpenedIncident> opened = new TreeMap<>();
  private final Set<AccountId> flagged = new HashSet<>();

  /**
   * Takes in what final scores say of a matter.
   *
   * @param policy what holds at its tick
   * @param listing what its subject is listed as
   */
  void see(Evidence evidence, IncidentPolicy policy, Listing listing) {
    String key = evidence.dedupKey();
    Standing standing = standings.get(key);
    Optional<Move> move = policy.judge(standing, evidence, listing);
    if (move.isPresent()) {
      make(key, standing, move.get(), evidence);
    }
    opened.computeIfPresent(key, (_, incident) -> incident.with(evidence));
    boolean above = evidence.score() >= policy.threshold(evidence.kind(), listing);
    if (above && evidence.kind().isOfAccount() && listing != Listing.ALLOWED) {
      flagged.add(new AccountId(evidence.subject()));
    }
  }

  private void make(String key, @Nullable Standing standing, Move move, Evidence evidence) {
    switch (move) {
      case Move.Open _ -> {
        opened.putIfAbsent(key, OpenedIncident.by(evidence));
        standings.put(key, standing(null, true, false, evidence));
      }
      case Move.Gather _ -> standings.put(key, standing(standing, true, false, evidence));
      case Move.Settle _, Move.Withdraw _, Move.End _ ->
          standings.put(key, standing(standing, false, false, evidence));
      case Move.Clear _ -> standings.put(key, standing(standing, false, true, evidence));
      case Move.Suppress _ -> {}
    }
  }

  private static Standing standing(
      @Nullable Standing before, boolean open, boolean cleared, Evidence evidence) {
    Band band =
        before != null && before.band().compareTo(evidence.band()) > 0
            ? before.band()
            : evidence.band();
    return new Standing(0, open, false, evidence.score(), band, evidence.tick(), cleared);
  }

  /** Those that would have been opened, by what names their matters. */
  Map<String, OpenedIncident> opened() {
    return new TreeMap<>(opened);
  }

  /**
   * The accounts whose own score reached its threshold, also where the incident of their ring spoke
   * of it.
   */
  Set<AccountId> flagged() {
    return Set.copyOf(flagged);
  }
}
