package dev.ringwatch.kit.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every member acts a few times an hour over the whole period, in its own time, mostly as ordinary
 * accounts do; devices and addresses are shared two or three ways, targets by all but hours apart.
 */
final class LowAndSlow implements Scheme {

  private static final int ACTS = 30;
  private static final int TARGETS = 14;
  private static final int LEAST_VISITS = 8;
  private static final double AROUND_THE_CLOCK = 0.5;

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    int keys = production.shareOf(crew.size(), 0.45, 0.7);
    List<Integer> devices = production.devices(keys);
    List<Integer> proxies = production.proxies(keys, crew.leader());
    Orders orders = new Orders(production);
    List<Deed> deeds =
        IntStream.range(0, TARGETS)
            .mapToObj(i -> orders.next(production.ground().period().anyMoment(dice)))
            .toList();
    for (int member = 0; member < crew.size(); member++) {
      Wardrobe wardrobe =
          (who, unused) ->
              new Setting(
                  proxies.get((who + dice.below(2)) % keys),
                  devices.get((who + dice.below(2)) % keys),
                  crew.members().get(who).gear().card());
      work(crew.members().get(member), deeds, member, wardrobe, production);
    }
  }

  private static void work(
      Person person, List<Deed> deeds, int member, Wardrobe wardrobe, Production production) {
    Dice dice = production.dice();
    Impulses impulses = new Impulses(production.ground());
    int[] visits = dice.permutation(deeds.size());
    int together = dice.between(LEAST_VISITS, deeds.size());
    int acts = Math.max(together + 4, production.scaled(ACTS));
    for (int act = 0; act < acts; act++) {
      Deed deed = act < together ? deeds.get(visits[act]).again(dice) : impulses.next(person, dice);
      Period period = production.ground().period();
      long at =
          dice.chance(AROUND_THE_CLOCK)
              ? period.anyMoment(dice)
              : person.habits().rhythm().at(dice.unit());
      production.script().addAbuse(at, person, wardrobe.dress(member, 0), deed);
    }
  }
}
