package dev.ringwatch.kit.generate;

/** Innocent people around a new post: its author, and some who see it over the hours after. */
final class Audience {

  private static final Action[] REACTIONS = {
    Action.VIEW, Action.VIEW, Action.VIEW, Action.LIKE, Action.LIKE, Action.COMMENT, Action.SHARE
  };
  private static final double MEDIAN_MILLIS = 40.0 * Period.MINUTE;

  private final Production production;
  private final Whereabouts whereabouts;

  Audience(Production production) {
    this.production = production;
    this.whereabouts = new Whereabouts(production.ground());
  }

  /** The author uploads the post. */
  void post(Person author, int post, long atMillis) {
    Dice dice = production.dice();
    act(author, atMillis, Deed.of(Action.UPLOAD, post, dice));
  }

  /** So many people react to the post, some within minutes and some after hours. */
  void attend(int post, long postedMillis, int people) {
    Dice dice = production.dice();
    for (int i = 0; i < people; i++) {
      long at = postedMillis + (long) (MEDIAN_MILLIS * LogNormal.PAUSES.factor(dice));
      Action reaction = REACTIONS[dice.below(REACTIONS.length)];
      act(production.population().bystander(dice), at, Deed.of(reaction, post, dice));
    }
  }

  /** Somebody innocent does something from wherever they are. */
  void act(Person person, long atMillis, Deed deed) {
    long at = production.ground().period().folded(atMillis);
    Setting setting = whereabouts.at(person, at, production.dice());
    production.script().addInnocent(at, person, setting, deed);
  }
}
