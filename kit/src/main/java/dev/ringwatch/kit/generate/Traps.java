package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/** Stages the traps that consist of what people do: mornings in offices, sales, fans, libraries. */
final class Traps {

  private static final double SALE_SHARE = 0.04;
  private static final int SALES = 3;
  private static final int ACCOUNTS_PER_FAN_CLUB = 4000;

  private final Production production;
  private final TrapLedger ledger;

  Traps(Production production, TrapLedger ledger) {
    this.production = production;
    this.ledger = ledger;
  }

  void stage() {
    int ordinal = 0;
    for (TrapLedger.Entry office : ledger.entries(TrapKind.OFFICE)) {
      Production own = production.of("office", ordinal++);
      new OfficeMornings(own).attend(office.members());
    }
    for (int sale = 0; sale < Math.max(2, production.scaled(SALES)); sale++) {
      stageSale(production.of("sale", sale));
    }
    if (production.config().holds(TrapLevel.HARD)) {
      int clubs = Math.max(2, production.population().people().size() / ACCOUNTS_PER_FAN_CLUB);
      for (int club = 0; club < clubs; club++) {
        stageFans(production.of("fans", club));
      }
    }
  }

  /** Once all visits are booked. */
  void openLibraries() {
    int ordinal = 0;
    for (PublicComputers library : production.population().libraries()) {
      library.open(production.of("library", ordinal++));
    }
  }

  private void stageSale(Production own) {
    int people = Math.max(30, (int) (SALE_SHARE * own.population().people().size()));
    List<Integer> buyers = crowd(own, people);
    new FlashSale(own).sell(own.population().persons(buyers));
    ledger.add(TrapKind.FLASH_SALE, buyers);
  }

  private void stageFans(Production own) {
    int most = Math.clamp(own.population().people().size() / 50, 21, 200);
    List<Integer> fans = crowd(own, own.dice().logBetween(20, most) + 1);
    List<Person> people = own.population().persons(fans);
    new FanClub(own).follow(people.getFirst(), people.subList(1, people.size()));
    ledger.add(TrapKind.FAN_CLUB, fans);
  }

  private static List<Integer> crowd(Production own, int size) {
    List<Integer> innocents = own.population().innocents();
    int from = own.dice().below(innocents.size());
    int step = 1 + 2 * own.dice().below(innocents.size() / 2);
    List<Integer> crowd = new ArrayList<>();
    java.util.Set<Integer> seen = new java.util.HashSet<>();
    for (int i = 0; crowd.size() < size && i < innocents.size(); i++) {
      int place = (int) ((from + (long) i * step) % innocents.size());
      if (seen.add(place)) {
        crowd.add(innocents.get(place));
      }
    }
    return crowd;
  }
}
