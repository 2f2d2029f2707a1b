package dev.ringwatch.kit.generate;

import java.util.List;

/** Fans who like nearly every post of one creator within minutes, the day long. */
final class FanClub {

  private static final double LIKES = 0.9;
  private static final double COMMENTS = 0.12;
  private static final double LOOKS_FIRST = 0.4;
  private static final double MEDIAN_DELAY_MILLIS = 2.5 * Period.MINUTE;
  private static final long LONGEST_DELAY_MILLIS = 40 * Period.MINUTE;

  private final Production production;
  private final Audience audience;

  FanClub(Production production) {
    this.production = production;
    this.audience = new Audience(production);
  }

  void follow(Person creator, List<Person> fans) {
    Dice dice = production.dice();
    int posts = Math.max(6, production.scaled(dice.between(6, 14)));
    for (int i = 0; i < posts; i++) {
      long at = creator.habits().rhythm().at(dice.unit());
      int post = production.ground().catalogue().freshPost(creator.index());
      audience.post(creator, post, at);
      audience.attend(post, at, fans.size() / 5);
      for (Person fan : fans) {
        if (dice.chance(LIKES)) {
          react(fan, post, at);
        }
      }
    }
  }

  private void react(Person fan, int post, long postedMillis) {
    Dice dice = production.dice();
    long delay = 4_000 + (long) (MEDIAN_DELAY_MILLIS * LogNormal.PAUSES.factor(dice));
    long at = postedMillis + Math.min(delay, LONGEST_DELAY_MILLIS + dice.millis(Period.HOUR));
    if (dice.chance(LOOKS_FIRST)) {
      audience.act(fan, at - 1_500 - dice.millis(9_000), Deed.of(Action.VIEW, post, dice));
    }
    audience.act(fan, at, Deed.of(Action.LIKE, post, dice));
    if (dice.chance(COMMENTS)) {
      audience.act(fan, at + 3_000 + dice.millis(40_000), Deed.of(Action.COMMENT, post, dice));
    }
  }
}
