package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/** What somebody prefers to do. Immutable. */
final class Taste {

  //  Weights in the order of Action:
  //  view browse search in out like follow comment share message cart buy upload profile password
  static final Taste READER = new Taste(620, 90, 130, 0, 30, 60, 12, 14, 10, 16, 6, 3, 3, 5, 1);
  static final Taste SOCIAL = new Taste(400, 30, 60, 0, 25, 250, 45, 90, 45, 40, 3, 1, 8, 8, 1);
  static final Taste SHOPPER = new Taste(110, 470, 190, 0, 30, 40, 10, 12, 12, 22, 70, 26, 1, 6, 1);
  static final Taste TALKER = new Taste(250, 20, 50, 0, 25, 90, 20, 80, 25, 420, 3, 1, 8, 7, 1);
  static final Taste CREATOR = new Taste(330, 20, 60, 0, 30, 130, 35, 170, 60, 70, 3, 1, 70, 20, 1);
  static final Taste COLLECTOR =
      new Taste(320, 80, 110, 0, 25, 190, 170, 25, 45, 18, 8, 3, 3, 4, 1);

  /** All tastes; readers are twice as common as any others. */
  private static final List<Taste> WHEEL =
      List.of(READER, SOCIAL, SHOPPER, TALKER, CREATOR, COLLECTOR, READER);

  private static final int SLOTS = 1024;

  private final List<Action> wheel = new ArrayList<>(SLOTS);

  private Taste(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int passed = 0;
    int next = 0;
    for (Action action : Action.values()) {
      passed += weights[next++];
      while (wheel.size() < passed * SLOTS / total) {
        wheel.add(action);
      }
    }
  }

  static Taste any(Dice dice) {
    return WHEEL.get(dice.below(WHEEL.size()));
  }

  /** Something that somebody of this taste does. */
  Action action(Dice dice) {
    return wheel.get(dice.below(SLOTS));
  }
}
