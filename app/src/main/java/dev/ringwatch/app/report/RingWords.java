package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.event.LinkKey;
import java.time.Duration;
import java.util.OptionalLong;

/** What ties two accounts, in words. */
public final class RingWords {

  private RingWords() {}

  /** What was done on what, such as {@code “like” on post-17}. */
  public static String target(LinkKey coAction) {
    int tab = coAction.value().indexOf('\t');
    return "“" + coAction.value().substring(0, tab) + "” on " + coAction.value().substring(tab + 1);
  }

  /**
   * One thing that two accounts share.
   *
   * @param closestMillis the smallest time between their uses of a shared key, if it is known
   */
  public static String sentence(Evidence evidence, OptionalLong closestMillis) {
    return switch (evidence) {
      case Evidence.SharedKey shared -> shared(shared, closestMillis);
      case Evidence.CoAction coAction -> coAction(coAction);
    };
  }

  private static String shared(Evidence.SharedKey shared, OptionalLong closestMillis) {
    StringBuilder said = new StringBuilder("both used ");
    said.append(shared.key().kind().label())
        .append(' ')
        .append(shared.key().value().replace('\t', ' '));
    said.append(", ").append(Numbers.count(shared.usesA())).append(" and ");
    said.append(Numbers.count(shared.usesB(), "time"));
    if (closestMillis.isPresent()) {
      said.append(", at the closest ").append(apart(closestMillis.getAsLong()));
    }
    if (shared.accounts() > 2) {
      said.append("; ").append(Numbers.count(shared.accounts())).append(" accounts use it");
    }
    return said.toString();
  }

  private static String coAction(Evidence.CoAction coAction) {
    StringBuilder said = new StringBuilder("both did ").append(target(coAction.key()));
    said.append(", ").append(apart(coAction.gapMillis()));
    said.append(", ").append(Numbers.minute(coAction.at())).append(" UTC");
    if (coAction.occasions() > 1) {
      said.append("; together ").append(Numbers.count(coAction.occasions(), "time"));
    }
    return said.toString();
  }

  private static String apart(long millis) {
    if (millis == 0) {
      return "at the same moment";
    }
    long rounded = millis < 60_000 ? millis : Math.round(millis / 60_000.0) * 60_000;
    return Numbers.duration(Duration.ofMillis(rounded)) + " apart";
  }
}
