package dev.ringwatch.kit.generate;

/** What somebody does next when nothing special is going on. Immutable. */
final class Impulses {

  private final Catalogue catalogue;

  Impulses(Ground ground) {
    catalogue = ground.catalogue();
  }

  Deed next(Person person, Dice dice) {
    Action action = person.habits().any(dice);
    int target = target(action.aim(), person, dice);
    return target == Catalogue.account(person.index())
        ? Deed.of(Action.PROFILE, dice)
        : Deed.of(action, target, dice);
  }

  private int target(Action.Aim aim, Person person, Dice dice) {
    return switch (aim) {
      case NOTHING -> Catalogue.NOTHING;
      case POST -> catalogue.post(person.habits().community(), dice);
      case PRODUCT -> catalogue.product(dice);
      case CREATOR -> catalogue.creator(dice);
      case FRIEND -> catalogue.friend(person.index(), dice);
      case NEW_POST -> Catalogue.selfMade(dice);
    };
  }
}
