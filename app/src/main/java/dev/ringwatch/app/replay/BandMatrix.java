package dev.ringwatch.app.replay;

import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many accounts are in which band before and after. Used by one thread. */
final class BandMatrix {

  /** The worst first, and last that an account is not known. */
  private static final List<Optional<Band>> PLACES =
      List.of(
          Optional.of(Band.HIGH),
          Optional.of(Band.MEDIUM),
          Optional.of(Band.LOW),
          Optional.empty());

  private final Map<Place, Long> counts = new HashMap<>();

  private record Place(Optional<Band> before, Optional<Band> after) {}

  /**
   * A cell.
   *
   * @param before the band before; empty for accounts that are not known there
   * @param after the band after; empty for accounts that are not known there
   * @param accounts how many
   */
  record Cell(Optional<Band> before, Optional<Band> after, long accounts) {}

  /** Counts an account. */
  void add(AccountChange change) {
    counts.merge(new Place(band(change.before()), band(change.after())), 1L, Long::sum);
  }

  private static Optional<Band> band(Optional<AccountFinal> account) {
    return account.map(known -> known.risk().band());
  }

  /** All cells, row by row: one of a band before and the worst first in each, unknown last. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Optional<Band> before : PLACES) {
      for (Optional<Band> after : PLACES) {
        cells.add(new Cell(before, after, counts.getOrDefault(new Place(before, after), 0L)));
      }
    }
    return cells;
  }
}
