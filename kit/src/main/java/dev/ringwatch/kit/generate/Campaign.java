package dev.ringwatch.kit.generate;

import java.util.Arrays;

/**
 * A ring at work: job by job, in shifts, with logins and looks at the target around the deeds.
 * Every member takes part in at least six jobs that are done together, or in all of them where
 * there are fewer.
 */
final class Campaign {

  private static final int LEAST_TOGETHER = 6;
  private static final int LEAST_JOBS = 8;
  private static final double MEDIAN_GAP_MILLIS = 3.0 * Period.MINUTE;
  private static final double LOOKS_FIRST = 0.35;
  private static final double LOGS_IN = 0.35;

  private final Crew crew;
  private final Tactics tactics;
  private final Wardrobe wardrobe;
  private final Production production;
  private final Dice dice;
  private final Orders orders;
  private final int jobs;
  private final int shifts;
  private final int[] lastShift;
  private final int[] timesTogether;

  Campaign(Crew crew, Tactics tactics, Wardrobe wardrobe, Production production) {
    this.crew = crew;
    this.tactics = tactics;
    this.wardrobe = wardrobe;
    this.production = production;
    this.dice = production.dice();
    this.orders = new Orders(production);
    int wanted = (int) Math.round(tactics.jobs() * dice.uniform(0.7, 1.4));
    this.jobs = Math.max(LEAST_JOBS, production.scaled(wanted));
    this.shifts = Math.max(2, Math.min(jobs / 2, production.scaled(tactics.shifts())));
    this.lastShift = new int[crew.size()];
    this.timesTogether = new int[crew.size()];
    Arrays.fill(lastShift, -1);
  }

  void run() {
    long[] times = times();
    boolean[] together = together();
    int togetherLeft = 0;
    for (boolean one : together) {
      togetherLeft += one ? 1 : 0;
    }
    for (int job = 0; job < jobs; job++) {
      if (together[job]) {
        workTogether(job, times[job], togetherLeft--);
      } else {
        workApart(job, times[job]);
      }
    }
  }

  /** Shifts start when the crew's leader is awake; the gaps between jobs are log-normal. */
  private long[] times() {
    Rhythm rhythm = crew.leader().habits().rhythm();
    long[] starts = new long[shifts];
    Arrays.setAll(starts, i -> rhythm.at(dice.unit()));
    Arrays.sort(starts);
    long[] times = new long[jobs];
    long at = 0;
    for (int job = 0; job < jobs; job++) {
      boolean first = job == 0 || shift(job) != shift(job - 1);
      long gap = (long) (MEDIAN_GAP_MILLIS * LogNormal.MODERATE.factor(dice));
      at = first ? starts[shift(job)] : at + gap;
      times[job] = at;
    }
    return times;
  }

  private int shift(int job) {
    return (int) ((long) job * shifts / jobs);
  }

  private boolean[] together() {
    boolean[] together = new boolean[jobs];
    int wanted = Math.max(LEAST_TOGETHER, (int) Math.round(jobs * tactics.together()));
    for (int job : dice.permutation(jobs)) {
      together[job] = wanted-- > 0;
    }
    return together;
  }

  private void workTogether(int job, long atMillis, int togetherLeft) {
    Deed deed = orders.next(atMillis);
    for (int member = 0; member < crew.size(); member++) {
      boolean mustCome = LEAST_TOGETHER - timesTogether[member] >= togetherLeft;
      if (dice.chance(tactics.turnout()) || mustCome) {
        timesTogether[member]++;
        work(member, job, atMillis, deed.again(dice));
      }
    }
  }

  private void workApart(int job, long atMillis) {
    for (int member = 0; member < crew.size(); member++) {
      if (dice.chance(tactics.turnout())) {
        work(member, job, atMillis, orders.next(atMillis));
      }
    }
  }

  private void work(int member, int job, long atMillis, Deed deed) {
    Person person = crew.members().get(member);
    int shift = shift(job);
    Setting setting = wardrobe.dress(member, shift);
    Script script = production.script();
    long at = atMillis + tactics.delay().any(dice);
    if (lastShift[member] != shift && dice.chance(LOGS_IN)) {
      long before = 12_000 + dice.millis(50_000);
      script.addAbuse(at - before, person, setting, Deed.of(Action.LOGIN, dice));
    }
    lastShift[member] = shift;
    if (deed.target() >= 0 && dice.chance(LOOKS_FIRST)) {
      long before = 1_500 + dice.millis(9_000);
      script.addAbuse(at - before, person, setting, Deed.of(Action.VIEW, deed.target(), dice));
    }
    script.addAbuse(at, person, setting, deed);
  }
}
