package dev.ringwatch.kit.generate;

import java.util.List;

/** Reads thousands of different things at gaps that hardly vary, from a few addresses. */
final class Scraper implements Scheme {

  private static final double LARGEST_SHARE = 0.01;
  private static final int USUAL_READS = 2500;
  private static final double SEARCHES = 0.04;

  @Override
  public void perform(Crew crew, Production production) {
    Dice dice = production.dice();
    Person person = crew.leader();
    Period period = production.ground().period();
    Catalogue catalogue = production.ground().catalogue();
    int reads = reads(production);
    double gap = period.length() * dice.uniform(0.25, 0.8) / reads;
    double at = period.startMillis() + dice.unit() * (period.length() - 1.02 * gap * reads);
    double unevenness = dice.uniform(0.03, 0.15);
    List<Integer> proxies = production.proxies(dice.between(1, 4), person);
    int[] pages = dice.permutation(Math.min(catalogue.size(), 3 * reads));
    int first = dice.below(catalogue.size());
    for (int i = 0; i < reads; i++) {
      int network = proxies.get((int) ((long) i * proxies.size() / reads));
      Setting setting = new Setting(network, person.gear().main(), person.gear().card());
      Deed deed =
          dice.chance(SEARCHES)
              ? Deed.of(Action.SEARCH, dice)
              : Deed.of(Action.VIEW, (first + pages[i]) % catalogue.size(), dice);
      production.script().addAbuse((long) at, person, setting, deed);
      at += gap * dice.uniform(1 - unevenness, 1 + unevenness);
    }
  }

  private static int reads(Production production) {
    int most = (int) Math.min(1_000_000, LARGEST_SHARE * production.config().volume().events());
    int usual = (int) (production.scaled(USUAL_READS) * production.dice().uniform(0.7, 1.4));
    return Math.min(Math.min(usual, most), production.ground().catalogue().size());
  }
}
