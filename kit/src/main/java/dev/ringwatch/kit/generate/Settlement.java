package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Gives everybody a country, a home and a mobile carrier; abusers live alone. */
final class Settlement {

  private static final double BEHIND_CARRIER_NAT = 0.07;
  private static final double MOBILE_ONLY = 0.20;
  private static final double IN_HOUSEHOLDS = 0.58;
  private static final double NAT_USERS_WITH_HOME = 0.4;
  private static final int NAT_MEAN = 1200;
  private static final int REGION_MEAN = 900;
  private static final double ROAMERS = 0.4;
  private static final double SAME_COUNTRY = 0.75;
  private static final double FAMILY_INTERESTS = 0.6;

  private final Draft[] drafts;
  private final Ground ground;
  private final Dice dice;
  private final TrapLedger ledger;
  private final Map<Country, int[]> regions = new EnumMap<>(Country.class);

  Settlement(Draft[] drafts, Ground ground, Dice dice, TrapLedger ledger) {
    this.drafts = drafts;
    this.ground = ground;
    this.dice = dice;
    this.ledger = ledger;
  }

  /** Settles the innocents, who come in random order. Returns the carriers' NAT addresses. */
  List<Integer> settle(List<Integer> innocents) {
    openRegions();
    int count = innocents.size();
    int nat = (int) (BEHIND_CARRIER_NAT * count);
    int mobile = nat + (int) (MOBILE_ONLY * count);
    int households = mobile + (int) (IN_HOUSEHOLDS * count);
    List<Integer> carriers = settleBehindNats(innocents.subList(0, nat));
    settleMobile(innocents.subList(nat, mobile));
    settleHouseholds(innocents.subList(mobile, households));
    for (int index : innocents.subList(households, count)) {
      settleAlone(drafts[index], Country.any(dice));
    }
    return carriers;
  }

  /** A ring lives where it hides, or else in one country mostly. */
  void settle(Casting.Part part, List<Country> hideouts) {
    Country common =
        hideouts.isEmpty() ? Country.any(dice) : hideouts.get(dice.below(hideouts.size()));
    boolean together = !hideouts.isEmpty() || dice.chance(SAME_COUNTRY);
    for (int index : part.members()) {
      settleAlone(drafts[index], together ? common : Country.any(dice));
      drafts[index].roaming = 0;
    }
  }

  private void openRegions() {
    for (Country country : Country.values()) {
      int residents = drafts.length / Country.values().length;
      int[] firsts = new int[Math.max(1, residents / REGION_MEAN)];
      Arrays.setAll(firsts, i -> ground.networks().addBlock(country, ground.poolWidth()));
      regions.put(country, firsts);
    }
  }

  private void live(Draft draft, Country country, int home) {
    draft.country = country;
    draft.home = home;
    draft.community = dice.below(ground.catalogue().communities());
    int[] choices = Objects.requireNonNull(regions.get(country));
    draft.pool = choices[dice.below(choices.length)];
    draft.roaming = dice.chance(ROAMERS) ? (float) dice.uniform(0.1, 0.6) : 0;
  }

  private void settleAlone(Draft draft, Country country) {
    live(draft, country, ground.networks().addHome(country, dice));
  }

  /** Few addresses of very different crowds: the n-th has 1/n of the first one's accounts. */
  private List<Integer> settleBehindNats(List<Integer> people) {
    List<Integer> carriers = new ArrayList<>();
    int groups = Math.max(1, Math.round((float) people.size() / NAT_MEAN));
    double harmonic = 0;
    for (int i = 1; i <= groups; i++) {
      harmonic += 1.0 / i;
    }
    double passed = 0;
    for (int i = 1; i <= groups; i++) {
      int from = (int) Math.round(passed * people.size());
      passed += 1.0 / i / harmonic;
      List<Integer> crowd = people.subList(from, (int) Math.round(passed * people.size()));
      carriers.add(settleBehindNat(crowd));
    }
    return carriers;
  }

  private int settleBehindNat(List<Integer> crowd) {
    Country country = Country.any(dice);
    int address = ground.networks().add(country);
    for (int index : crowd) {
      boolean hasHome = dice.chance(NAT_USERS_WITH_HOME);
      int home = hasHome ? ground.networks().addHome(country, dice) : address;
      live(drafts[index], country, home);
      drafts[index].away = new Away(Away.Kind.CARRIER_NAT, address);
      drafts[index].roaming = 0;
    }
    ledger.add(TrapKind.CARRIER_NAT, crowd);
    return address;
  }

  private void settleMobile(List<Integer> people) {
    Map<Integer, List<Integer>> byRegion = new TreeMap<>();
    for (int index : people) {
      Draft draft = drafts[index];
      live(draft, Country.any(dice), Person.Places.MOBILE);
      byRegion.computeIfAbsent(draft.pool, region -> new ArrayList<>()).add(index);
    }
    byRegion.values().forEach(here -> ledger.add(TrapKind.CARRIER_POOL, here));
  }

  private void settleHouseholds(List<Integer> people) {
    int from = 0;
    while (from < people.size()) {
      int to = Math.min(people.size(), from + householdSize());
      Country country = Country.any(dice);
      int home = ground.networks().addHome(country, dice);
      List<Integer> members = people.subList(from, to);
      members.forEach(index -> live(drafts[index], country, home));
      shareInterests(members);
      ledger.add(TrapKind.HOUSEHOLD, members);
      from = to;
    }
  }

  private void shareInterests(List<Integer> members) {
    for (int index : members) {
      if (dice.chance(FAMILY_INTERESTS)) {
        drafts[index].community = drafts[members.getFirst()].community;
      }
    }
  }

  private int householdSize() {
    double place = dice.unit();
    if (place < 0.36) {
      return 2;
    }
    return place < 0.63 ? 3 : place < 0.84 ? 4 : place < 0.95 ? 5 : 6;
  }
}
