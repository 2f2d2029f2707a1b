package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Outcome;
import java.util.Arrays;
import java.util.List;

/** A crowd that views and buys the same few products within minutes of a sale's start. */
final class FlashSale {

  private static final double MEDIAN_DELAY_MILLIS = 2.0 * Period.MINUTE;
  private static final double SOLD_OUT = 0.15;
  private static final double BUYS = 0.55;

  private final Production production;
  private final Audience crowd;

  FlashSale(Production production) {
    this.production = production;
    this.crowd = new Audience(production);
  }

  void sell(List<Person> buyers) {
    Dice dice = production.dice();
    long start = buyers.getFirst().habits().rhythm().at(dice.unit());
    int[] products = new int[dice.between(3, 6)];
    Arrays.setAll(products, i -> production.ground().catalogue().ordinaryProduct(dice));
    for (Person buyer : buyers) {
      long delay = (long) (MEDIAN_DELAY_MILLIS * LogNormal.MODERATE.factor(dice));
      rush(buyer, start + delay, products);
    }
  }

  private void rush(Person buyer, long atMillis, int[] products) {
    Dice dice = production.dice();
    long at = atMillis;
    for (int view = dice.between(1, 3); view > 0; view--) {
      int product = products[dice.below(products.length)];
      crowd.act(buyer, at, Deed.of(Action.BROWSE, product, dice));
      at += 1_500 + dice.millis(20_000);
      if (dice.chance(BUYS / 2)) {
        Outcome outcome = dice.chance(SOLD_OUT) ? Outcome.FAILURE : Outcome.SUCCESS;
        crowd.act(buyer, at, new Deed(Action.PURCHASE, product, outcome));
        at += 1_500 + dice.millis(20_000);
      }
    }
  }
}
