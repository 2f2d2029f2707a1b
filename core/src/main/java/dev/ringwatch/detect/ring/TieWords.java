package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** What ties two accounts, in words. */
public final class TieWords {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TieWords() {}

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
    said.append(", ").append(count(shared.usesA())).append(" and ");
    said.append(count(shared.usesB(), "time"));
    if (closestMillis.isPresent()) {
      said.append(", at the closest ").append(apart(closestMillis.getAsLong()));
    }
    if (shared.accounts() > 2) {
      said.append("; ").append(count(shared.accounts())).append(" accounts use it");
    }
    return said.toString();
  }

  private static String coAction(Evidence.CoAction coAction) {
    StringBuilder said = new StringBuilder("both did ").append(target(coAction.key()));
    said.append(", ").append(apart(coAction.gapMillis()));
    said.append(", ").append(minute(coAction.at())).append(" UTC");
    if (coAction.occasions() > 1) {
      said.append("; together ").append(count(coAction.occasions(), "time"));
    }
    return said.toString();
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  private static String minute(Instant at) {
    return MINUTE.format(at);
  }

  private static String apart(long millis) {
    return millis == 0 ? "at the same moment" : duration(millis) + " apart";
  }

  /** In the unit in which a person would say it; from a minute on in whole minutes. */
  private static String duration(long millis) {
    if (millis < 1_000) {
      return millis + "\u00a0ms";
    }
    if (millis < 60_000) {
      long tenths = Math.round(millis / 100.0);
      return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + "\u00a0s";
    }
    long minutes = Math.round(millis / 60_000.0);
    if (minutes < 60) {
      return minutes + "\u00a0min";
    }
    return minutes < 1_440
        ? parts(minutes / 60, "h", minutes % 60, "min")
        : parts(minutes / 1_440, "d", minutes % 1_440 / 60, "h");
  }

  private static String parts(long large, String largeUnit, long small, String smallUnit) {
    String rest = small == 0 ? "" : " " + small + "\u00a0" + smallUnit;
    return large + "\u00a0" + largeUnit + rest;
  }
}
