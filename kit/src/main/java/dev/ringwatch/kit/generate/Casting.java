package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who abuses, how, and with whom; who is innocent. Drawn over all accounts alike, so that an
 * account's number tells nothing about its part.
 *
 * @param parts the abusers, rings first
 * @param innocents everybody else, in random order
 */
record Casting(List<Part> parts, List<Integer> innocents) {

  private static final double SINGLES = 0.2;
  private static final double SCRAPERS = 0.06;
  private static final double STUFFERS = 0.24;

  /**
   * A ring or a single abuser.
   *
   * @param id a name of its own
   * @param kind how it abuses
   * @param members the accounts, by number
   */
  record Part(String id, AbuseKind kind, List<Integer> members) {}

  static Casting of(GeneratorConfig config, Dice dice) {
    int accounts = config.volume().accounts();
    AbuseConfig abuse = config.abuse();
    int abusers = abuse.enabled() ? (int) Math.round(abuse.accountShare() * accounts) : 0;
    int[] order = dice.permutation(accounts);
    List<Integer> cast = boxed(Arrays.copyOf(order, abusers));
    List<Part> parts = new ArrayList<>();
    int singles = Math.min(abusers, Math.max(3, (int) (SINGLES * abusers)));
    int inRings = castRings(cast.subList(0, abusers - singles), config, dice, parts);
    castSingles(cast.subList(inRings, abusers), parts);
    return new Casting(parts, boxed(Arrays.copyOfRange(order, abusers, accounts)));
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  /**
   * Rings of every kind in turn, the first of each kind no larger than leaves room for the others.
   */
  private static int castRings(
      List<Integer> cast, GeneratorConfig config, Dice dice, List<Part> parts) {
    List<AbuseKind> kinds =
        Arrays.stream(AbuseKind.values())
            .filter(kind -> kind.ring() && config.holds(kind.level()))
            .toList();
    int min = config.abuse().minRingSize();
    int used = 0;
    while (cast.size() - used >= min) {
      int kindsLeft = Math.max(1, kinds.size() - parts.size());
      int room = Math.max(min, (cast.size() - used) / kindsLeft);
      int size = Math.min(size(config.abuse(), dice), Math.min(room, cast.size() - used));
      AbuseKind kind = kinds.get(parts.size() % kinds.size());
      String id = "ring-" + (parts.size() + 1);
      parts.add(new Part(id, kind, List.copyOf(cast.subList(used, used + size))));
      used += size;
    }
    return used;
  }

  private static int size(AbuseConfig abuse, Dice dice) {
    double unit = dice.unit();
    int span = abuse.maxRingSize() - abuse.minRingSize() + 1;
    return abuse.minRingSize() + (int) (span * unit * unit * unit);
  }

  private static void castSingles(List<Integer> cast, List<Part> parts) {
    int scrapers = Math.max(1, (int) (SCRAPERS * cast.size()));
    int stuffers = Math.max(1, (int) (STUFFERS * cast.size()));
    for (int i = 0; i < cast.size(); i++) {
      AbuseKind kind =
          i < scrapers
              ? AbuseKind.SCRAPER
              : i < scrapers + stuffers ? AbuseKind.CREDENTIAL_STUFFING : AbuseKind.TAKEOVER;
      parts.add(new Part("single-" + (i + 1), kind, List.of(cast.get(i))));
    }
  }
}
