package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Outcome;
import java.util.List;

/**
 * Tries stolen passwords in bursts: logins that nearly all fail, from addresses that keep changing.
 */
final class CredentialStuffing implements Scheme {

  private static final int ATTEMPTS = 90;
  private static final double SUCCESS = 0.03;
  private static final double MEDIAN_GAP_MILLIS = 6_000;
  private static final double FROM_MOBILE_CARRIER = 0.3;

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    Person person = crew.leader();
    int attempts = (int) (production.scaled(ATTEMPTS) * dice.uniform(0.6, 1.8));
    List<Integer> proxies = production.proxies(dice.between(8, 24), person);
    int bursts = production.scaled(dice.between(2, 4));
    for (int burst = 0; burst < bursts; burst++) {
      long at = person.habits().rhythm().at(dice.unit());
      int network = 0;
      int stay = 0;
      for (int i = attempts / bursts; i > 0; i--) {
        if (stay-- <= 0) {
          network = network(person, proxies, production);
          stay = dice.between(1, 5);
        }
        Setting setting = new Setting(network, person.gear().main(), person.gear().card());
        production.script().addAbuse(at, person, setting, attempt(dice));
        at += 400 + (long) (MEDIAN_GAP_MILLIS * LogNormal.MODERATE.factor(dice));
      }
    }
  }

  private static int network(Person person, List<Integer> proxies, Production production) {
    Dice dice = production.dice();
    return dice.chance(FROM_MOBILE_CARRIER)
        ? person.places().pool() + dice.below(production.ground().poolWidth())
        : proxies.get(dice.below(proxies.size()));
  }

  private static Deed attempt(Dice dice) {
    return new Deed(
        Action.LOGIN, Catalogue.NOTHING, dice.chance(SUCCESS) ? Outcome.SUCCESS : Outcome.FAILURE);
  }
}
