package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives innocents places away from home: offices, cafes, private networks, public computers. */
final class Haunts {

  private static final double OFFICE_WORKERS = 0.10;
  private static final int SMALLEST_OFFICE = 10;
  private static final int LARGEST_OFFICE = 300;
  private static final int ACCOUNTS_PER_CAFE = 500;
  private static final int ACCOUNTS_PER_VPN = 2500;
  private static final int ACCOUNTS_PER_LIBRARY = 1500;
  private static final int ATTEMPTS = 20;

  private final Draft[] drafts;
  private final Ground ground;
  private final Dice dice;
  private final TrapLedger ledger;
  private final Map<Country, List<Integer>> free = new EnumMap<>(Country.class);

  Haunts(Draft[] drafts, Ground ground, Dice dice, TrapLedger ledger) {
    this.drafts = drafts;
    this.ground = ground;
    this.dice = dice;
    this.ledger = ledger;
  }

  /** Places everybody who goes out. The innocents come in random order. */
  void place(List<Integer> innocents) {
    for (Country country : Country.values()) {
      free.put(
          country,
          new ArrayList<>(
              innocents.stream()
                  .filter(i ->
                      drafts[i].away.kind() == Away.Kind.NOWHERE && drafts[i].country == country)
                  .toList()));
    }
    int accounts = drafts.length;
    int largestOffice = Math.clamp(accounts / 100, SMALLEST_OFFICE + 2, LARGEST_OFFICE);
    int workers = (int) (OFFICE_WORKERS * accounts);
    while (workers > 0) {
      int size = dice.logBetween(SMALLEST_OFFICE, largestOffice);
      workers -= open(Away.Kind.OFFICE, TrapKind.OFFICE, size);
    }
    for (int i = 0; i < Math.max(2, accounts / ACCOUNTS_PER_CAFE); i++) {
      open(Away.Kind.CAFE, TrapKind.CAFE, dice.between(25, 60));
    }
    for (int i = 0; i < Math.max(1, accounts / ACCOUNTS_PER_VPN); i++) {
      open(Away.Kind.VPN, TrapKind.VPN, dice.between(40, 120));
    }
  }

  /** Public computers, each with dozens of people who come and go. */
  List<PublicComputers> libraries() {
    List<PublicComputers> libraries = new ArrayList<>();
    for (int i = 0; i < Math.max(1, drafts.length / ACCOUNTS_PER_LIBRARY); i++) {
      Country country = crowdedCountry(60);
      List<Integer> visitors = take(country, dice.between(25, 70));
      List<Integer> desks = new ArrayList<>();
      for (int desk = dice.between(1, 3); desk > 0; desk--) {
        desks.add(ground.devices().add());
      }
      int address = ground.networks().add(country);
      libraries.add(new PublicComputers(country, address, desks, visitors));
      ledger.add(TrapKind.PUBLIC_COMPUTER, visitors);
    }
    return libraries;
  }

  private int open(Away.Kind kind, TrapKind trap, int size) {
    Country country = crowdedCountry(size);
    Country exit = kind == Away.Kind.VPN ? Country.any(dice) : country;
    Away away = new Away(kind, ground.networks().add(exit));
    List<Integer> members = take(country, size);
    members.forEach(index -> drafts[index].away = away);
    ledger.add(trap, members);
    return Math.max(1, members.size());
  }

  private List<Integer> free(Country country) {
    return Objects.requireNonNull(free.get(country));
  }

  /** A random country that still has so many free people, or else the one with the most. */
  private Country crowdedCountry(int wanted) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Country country = Country.any(dice);
      if (free(country).size() >= wanted) {
        return country;
      }
    }
    Country best = Country.US;
    for (Country country : Country.values()) {
      if (free(country).size() > free(best).size()) {
        best = country;
      }
    }
    return best;
  }

  private List<Integer> take(Country country, int size) {
    List<Integer> people = free(country);
    int rest = Math.max(0, people.size() - size);
    List<Integer> taken = List.copyOf(people.subList(rest, people.size()));
    people.subList(rest, people.size()).clear();
    return taken;
  }
}
