package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * An operator sits down at a public computer several times and goes through the accounts one after
 * the other, each doing what the others do; innocent visitors use the same computer in between.
 */
final class BehindPublicComputer implements Scheme {

  private static final int ROUNDS = 5;
  private static final int LEAST_ROUNDS = 4;
  private static final double TURNOUT = 0.9;

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    List<PublicComputers> libraries =
        production.population().libraries().stream()
            .filter(library -> library.country() == crew.leader().places().country())
            .toList();
    PublicComputers library = libraries.get(dice.below(libraries.size()));
    Orders orders = new Orders(production);
    int rounds = Math.max(LEAST_ROUNDS, production.scaled(ROUNDS));
    for (int round = 0; round < rounds; round++) {
      library.book(round(crew, orders, production));
    }
  }

  private static List<PublicComputers.Visit> round(
      Crew crew, Orders orders, Production production) {
    Dice dice = production.dice();
    long around = production.ground().period().anyMoment(dice);
    List<Deed> deeds = new ArrayList<>();
    for (int i = dice.between(2, 4); i > 0; i--) {
      deeds.add(orders.next(around));
    }
    List<PublicComputers.Visit> visits = new ArrayList<>();
    for (Person person : crew.members()) {
      List<Deed> own = new ArrayList<>(List.of(Deed.of(Action.LOGIN, dice)));
      deeds.stream()
          .filter(deed -> dice.chance(TURNOUT))
          .forEach(deed -> own.add(deed.again(dice)));
      visits.add(new PublicComputers.Visit(person, own, true));
    }
    return visits;
  }
}
