package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.Tick;
import java.util.List;

/**
 * The final scores at a closed tick.
 *
 * @param tick the tick
 * @param accounts every account that was ever seen, by id
 * @param rings edges and rings
 */
public record Finals(Tick tick, List<AccountFinal> accounts, RingFindings rings) {

  /** Copies the accounts. */
  public Finals {
    accounts = List.copyOf(accounts);
  }
}
