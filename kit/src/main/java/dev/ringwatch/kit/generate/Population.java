package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * Everybody, and the places that rings hide in.
 *
 * @param people everybody, by number
 * @param innocents the numbers of those who do not abuse, in random order
 * @param carriers the carriers' NAT addresses, the most crowded first
 * @param libraries the public computers; empty in plain worlds
 */
record Population(
    List<Person> people,
    List<Integer> innocents,
    List<Integer> carriers,
    List<PublicComputers> libraries) {

  static Population of(GeneratorConfig config, Ground ground, Casting casting, TrapLedger ledger) {
    Dice dice = new Dice(config.seed()).fork("population");
    Draft[] drafts = drafts(config.volume().accounts(), casting.innocents());
    Settlement settlement = new Settlement(drafts, ground, dice.fork("homes"), ledger);
    List<Integer> carriers = settlement.settle(casting.innocents());
    Haunts haunts = new Haunts(drafts, ground, dice.fork("haunts"), ledger);
    haunts.place(casting.innocents());
    boolean hard = config.holds(TrapLevel.HARD);
    List<PublicComputers> libraries = hard ? haunts.libraries() : List.of();
    for (Casting.Part part : casting.parts()) {
      settlement.settle(part, hideouts(part.kind(), ground, carriers, libraries));
    }
    Outfitter outfitter = new Outfitter(drafts, ground, dice.fork("devices"), ledger);
    outfitter.outfit();
    if (hard) {
      outfitter.collide(casting.innocents());
    }
    new Registry(ground.period(), dice.fork("ages")).register(drafts, casting.parts());
    List<Person> people = people(drafts, ground, dice);
    return new Population(people, casting.innocents(), carriers, libraries);
  }

  /** The countries that a kind of abuse can hide in; empty where it hides nowhere in particular. */
  private static List<Country> hideouts(
      AbuseKind kind, Ground ground, List<Integer> carriers, List<PublicComputers> libraries) {
    return switch (kind) {
      case BEHIND_CARRIER -> carriers.stream().map(ground.networks()::country).toList();
      case BEHIND_PUBLIC_COMPUTER -> libraries.stream().map(PublicComputers::country).toList();
      default -> List.of();
    };
  }

  private static Draft[] drafts(int accounts, List<Integer> innocents) {
    Draft[] drafts = new Draft[accounts];
    for (int index : innocents) {
      drafts[index] = new Draft(index, false);
    }
    for (int index = 0; index < accounts; index++) {
      if (drafts[index] == null) {
        drafts[index] = new Draft(index, true);
      }
    }
    return drafts;
  }

  private static List<Person> people(Draft[] drafts, Ground ground, Dice dice) {
    Lettering lettering = new Lettering(dice.fork("lettering"));
    Upbringing upbringing = new Upbringing(ground, dice.fork("habits"));
    List<Person> people = new ArrayList<>(drafts.length);
    for (Draft draft : drafts) {
      people.add(draft.person(lettering.account(draft.index), upbringing.habits(draft)));
    }
    return List.copyOf(people);
  }

  Person person(int index) {
    return people.get(index);
  }

  /** Somebody who does not abuse. */
  Person bystander(Dice dice) {
    return person(innocents.get(dice.below(innocents.size())));
  }

  List<Person> persons(List<Integer> indexes) {
    return indexes.stream().map(this::person).toList();
  }
}
