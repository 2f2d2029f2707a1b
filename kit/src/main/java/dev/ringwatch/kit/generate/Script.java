package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the acts of traps and abuse while the world is built, and counts them by account. */
final class Script {

  /** The share of innocent events that the platform takes action over, wrongly. */
  static final double FALSE_ENFORCEMENT = 0.0004;

  private static final double ENFORCEMENT = 0.012;

  /** Beyond so many acts of an account the platform has seen nothing new. */
  private static final int NOTICED_ACTS = 60;

  private final Period period;
  private final Dice dice;
  private final List<Act> acts = new ArrayList<>();
  private final int[] counts;

  Script(Period period, Dice dice, int accounts) {
    this.period = period;
    this.dice = dice;
    this.counts = new int[accounts];
  }

  /** Adds something innocent. A moment outside the period is folded back into it. */
  void addInnocent(long atMillis, Person actor, Setting setting, Deed deed) {
    add(new Act(atMillis, actor, setting, deed, dice.chance(FALSE_ENFORCEMENT)));
  }

  /** Adds abuse, over which the platform sometimes takes action. */
  void addAbuse(long atMillis, Person actor, Setting setting, Deed deed) {
    boolean enforced = dice.chance(ENFORCEMENT) && count(actor) < NOTICED_ACTS;
    add(new Act(atMillis, actor, setting, deed, enforced));
  }

  /** Adds an act. A moment outside the period is folded back into it. */
  void add(Act act) {
    long at = period.folded(act.atMillis());
    acts.add(new Act(at, act.actor(), act.setting(), act.deed(), act.enforced()));
    counts[act.actor().index()]++;
  }

  /** How many acts an account has. */
  int count(Person actor) {
    return counts[actor.index()];
  }

  int size() {
    return acts.size();
  }

  /** All acts in the order of time. */
  List<Act> inOrder() {
    acts.sort(Comparator.comparingLong(Act::atMillis));
    return acts;
  }
}
