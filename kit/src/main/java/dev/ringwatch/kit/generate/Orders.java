package dev.ringwatch.kit.generate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a ring is paid to do: two kinds of action, for a handful of customers or on whatever it is
 * told to. Fresh posts of customers get a small innocent audience too.
 */
final class Orders {

  private static final Action[] TRADES = {
    Action.LIKE,
    Action.LIKE,
    Action.FOLLOW,
    Action.FOLLOW,
    Action.COMMENT,
    Action.SHARE,
    Action.PURCHASE,
    Action.MESSAGE
  };
  private static final double MAIN_TRADE = 0.75;
  private static final double FRESH_POST = 0.5;

  private final Production production;
  private final Action trade;
  private final Action sideline;
  private final List<Person> customers;

  Orders(Production production) {
    this.production = production;
    Dice dice = production.dice();
    trade = TRADES[dice.below(TRADES.length)];
    sideline = TRADES[dice.below(TRADES.length)];
    Population population = production.population();
    customers =
        IntStream.range(0, dice.between(2, 6)).mapToObj(i -> population.bystander(dice)).toList();
  }

  /** A new order, to be carried out soon after a moment. */
  Deed next(long atMillis) {
    Dice dice = production.dice();
    Action action = dice.chance(MAIN_TRADE) ? trade : sideline;
    return Deed.of(action, target(action, atMillis), dice);
  }

  private int target(Action action, long atMillis) {
    Catalogue catalogue = production.ground().catalogue();
    Dice dice = production.dice();
    return switch (action.aim()) {
      case CREATOR, FRIEND -> catalogue.ordinaryCreator(dice);
      case PRODUCT -> catalogue.ordinaryProduct(dice);
      case POST, NEW_POST ->
          dice.chance(FRESH_POST) ? freshPost(atMillis) : catalogue.ordinaryPost(dice);
      case NOTHING -> Catalogue.NOTHING;
    };
  }

  private int freshPost(long atMillis) {
    Dice dice = production.dice();
    Person customer = customers.get(dice.below(customers.size()));
    int post = production.ground().catalogue().freshPost(customer.index());
    long posted = atMillis - dice.millis(Period.HOUR);
    Audience audience = new Audience(production);
    audience.post(customer, post, posted);
    audience.attend(post, posted, dice.between(1, 8));
    return post;
  }
}
