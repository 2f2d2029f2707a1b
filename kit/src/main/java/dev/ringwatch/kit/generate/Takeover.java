package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A stranger gets into an ordinary account from a new device and a new address, locks the owner out
 * and buys or sends messages in a burst. The platform notices two in five.
 */
final class Takeover implements Scheme {

  private static final int DEEDS = 18;
  private static final double ABROAD = 0.45;
  private static final double NOTICED = 0.4;
  private static final double MEDIAN_GAP_MILLIS = 45_000;

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    Person person = crew.leader();
    Ground ground = production.ground();
    Country country = dice.chance(ABROAD) ? Country.any(dice) : person.places().country();
    int network = ground.networks().addHome(country, dice);
    Setting setting = new Setting(network, ground.devices().add(), person.gear().card());
    List<Deed> deeds = deeds(production);
    Period period = ground.period();
    long at = period.startMillis() + (long) (dice.uniform(0.3, 0.95) * period.length());
    int noticed = dice.chance(NOTICED) ? deeds.size() - dice.between(1, 2) : deeds.size();
    for (int i = 0; i < deeds.size(); i++) {
      production.script().add(new Act(at, person, setting, deeds.get(i), i >= noticed));
      at += 1_500 + (long) (MEDIAN_GAP_MILLIS * LogNormal.MODERATE.factor(dice));
    }
  }

  private static List<Deed> deeds(Production production) {
    Dice dice = production.dice();
    Catalogue catalogue = production.ground().catalogue();
    ArrayList<Deed> deeds = new ArrayList<>();
    deeds.add(Deed.of(Action.LOGIN, dice));
    deeds.add(Deed.of(dice.chance(0.6) ? Action.PASSWORD : Action.PROFILE, dice));
    boolean buys = dice.chance(0.5);
    for (int i = production.scaled(dice.between(DEEDS / 2, DEEDS + DEEDS / 2)); i > 0; i--) {
      int target = buys ? catalogue.product(dice) : catalogue.ordinaryCreator(dice);
      deeds.add(Deed.of(buys ? Action.PURCHASE : Action.MESSAGE, target, dice));
    }
    return deeds;
  }
}
