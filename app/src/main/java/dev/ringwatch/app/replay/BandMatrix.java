package dev.ringwatch.app.replay;

import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many accounts are in which band before and after. Used by one thread. */
final class BandMatrix {

  /** Bands, and that an account is not known. */
  private static final int PLACES = Band.values().length + 1;

  private static final int UNKNOWN = PLACES - 1;

  private final long[][] counts = new long[PLACES][PLACES];

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
    counts[place(change.before())][place(change.after())]++;
  }

  private static int place(Optional<AccountFinal> account) {
    return account.map(known -> known.risk().band().ordinal()).orElse(UNKNOWN);
  }

  /** All cells, row by row: one of a band before and the worst first in each, unknown last. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int before : order()) {
      for (int after : order()) {
        cells.add(new Cell(band(before), band(after), counts[before][after]));
      }
    }
    return cells;
  }

  private static int[] order() {
    return new int[] {Band.HIGH.ordinal(), Band.MEDIUM.ordinal(), Band.LOW.ordinal(), UNKNOWN};
  }

  private static Optional<Band> band(int place) {
    return place == UNKNOWN ? Optional.empty() : Optional.of(Band.values()[place]);
  }
}
