package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A library's computers: one address, one to three devices, and visitors one after the other during
 * opening hours. Visits are booked in blocks that stay together, then laid out over desks and days.
 */
final class PublicComputers {

  private static final int OPENS = 9;
  private static final int OPEN_HOURS = 11;
  private static final long SETTLING_MILLIS = 30_000;
  private static final long DEED_MILLIS = 14_000;

  private final Country country;
  private final int network;
  private final List<Integer> desks;
  private final List<Integer> visitors;
  private final List<List<Visit>> blocks = new ArrayList<>();

  PublicComputers(Country country, int network, List<Integer> desks, List<Integer> visitors) {
    this.country = country;
    this.network = network;
    this.desks = List.copyOf(desks);
    this.visitors = List.copyOf(visitors);
  }

  /**
   * Somebody's turn at a desk.
   *
   * @param person who
   * @param deeds what they do, in order
   * @param abuse whether it is abuse
   */
  record Visit(Person person, List<Deed> deeds, boolean abuse) {
    long millis() {
      return SETTLING_MILLIS + DEED_MILLIS * deeds.size();
    }
  }

  Country country() {
    return country;
  }

  void book(List<Visit> block) {
    blocks.add(List.copyOf(block));
  }

  /** Lets everybody in and writes down what they do. */
  void open(Production production) {
    bookVisitors(production);
    Dice dice = production.dice();
    int days = production.ground().period().days();
    List<List<Visit>> schedules = new ArrayList<>();
    for (int i = 0; i < days * desks.size(); i++) {
      schedules.add(new ArrayList<>());
    }
    List<List<List<Visit>>> queues = new ArrayList<>();
    schedules.forEach(unused -> queues.add(new ArrayList<>()));
    for (int block : dice.permutation(blocks.size())) {
      queues.get(dice.below(queues.size())).add(blocks.get(block));
    }
    for (int i = 0; i < queues.size(); i++) {
      layOut(queues.get(i), desks.get(i % desks.size()), i / desks.size(), production);
    }
  }

  private void bookVisitors(Production production) {
    Dice dice = production.dice();
    Impulses impulses = new Impulses(production.ground());
    for (int index : visitors) {
      Person person = production.population().person(index);
      for (int visit = production.scaled(dice.between(1, 2)); visit > 0; visit--) {
        List<Deed> deeds = new ArrayList<>(List.of(Deed.of(Action.LOGIN, dice)));
        for (int deed = dice.between(3, 9); deed > 0; deed--) {
          deeds.add(impulses.next(person, dice));
        }
        book(List.of(new Visit(person, deeds, false)));
      }
    }
  }

  /** Blocks one after the other; the idle time is spread between them at random. */
  private void layOut(List<List<Visit>> queue, int desk, int day, Production production) {
    Period period = production.ground().period();
    long opens =
        period.startMillis()
            + day * Period.DAY
            + Math.floorMod(OPENS - country.utcOffsetHours(), 24) * Period.HOUR;
    long closes = Math.min(opens + OPEN_HOURS * Period.HOUR, period.endMillis());
    long work = 0;
    for (List<Visit> block : queue) {
      work += block.stream().mapToLong(Visit::millis).sum();
    }
    double haste = Math.min(1, (double) (closes - opens) / Math.max(1, work));
    long idle = Math.max(0, closes - opens - work);
    double at = opens;
    for (List<Visit> block : queue) {
      at += 2 * production.dice().unit() * idle / (2.0 * queue.size());
      for (Visit visit : block) {
        sit(visit, desk, (long) at, haste, production);
        at += haste * visit.millis();
      }
    }
  }

  private void sit(Visit visit, int desk, long atMillis, double haste, Production production) {
    Setting setting = new Setting(network, desk, visit.person().gear().card());
    Script script = production.script();
    for (int i = 0; i < visit.deeds().size(); i++) {
      long offset = (long) (haste * DEED_MILLIS * (i + production.dice().unit()));
      Deed deed = visit.deeds().get(i);
      if (visit.abuse()) {
        script.addAbuse(atMillis + offset, visit.person(), setting, deed);
      } else {
        script.addInnocent(atMillis + offset, visit.person(), setting, deed);
      }
    }
  }
}
