package dev.ringwatch.app.detection;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.Listing;
import dev.ringwatch.alert.Move;
import dev.ringwatch.alert.Standing;
import dev.ringwatch.event.Tick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes how incidents move; of its own it decides nothing. */
final class MattersInMemory implements Matters {

  /**
   * A move.
   *
   * @param evidence because of which
   * @param move what it is
   */
  record Moved(Evidence evidence, Move move) {}

  private final IncidentPolicy policy;
  private final Map<String, Standing> standings = new HashMap<>();
  private final List<Moved> moves = new ArrayList<>();
  private boolean fails;

  MattersInMemory(double accountsFrom, double ringsFrom) {
    policy = new IncidentPolicy(accountsFrom, accountsFrom, ringsFrom);
  }

  synchronized void fail(boolean now) {
    fails = now;
  }

  synchronized List<Moved> moves() {
    return List.copyOf(moves);
  }

  @Override
  public IncidentPolicy policy(Tick tick) {
    return policy;
  }

  @Override
  public synchronized void see(List<Evidence> evidence) throws IOException {
    if (fails) {
      throw new IOException("made to fail");
    }
    for (Evidence one : evidence) {
      policy
          .judge(standings.get(one.dedupKey()), one, Listing.NONE)
          .ifPresent(move -> {
            moves.add(new Moved(one, move));
            boolean open = move instanceof Move.Open || move instanceof Move.Gather;
            standings.put(one.dedupKey(), standing(one, open));
          });
    }
  }

  private static Standing standing(Evidence evidence, boolean open) {
    return new Standing(
        1, open, evidence.provisional(), evidence.score(), evidence.band(), evidence.tick(), !open);
  }
}
