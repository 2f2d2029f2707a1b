package dev.ringwatch.app.summary;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.postgres.figures.AgeClass;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.figures.Metric;
import dev.ringwatch.postgres.figures.Spreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of the overview in the order in which they are read.
 *
 * @param figures what was counted
 * @param standing how the server stands
 */
record Tiles(Figures figures, Standing standing) {

  /** Within so long of an event whoever is told of an account has been told, 99 times of 100. */
  static final Duration PROMISED = Duration.ofSeconds(1);

  /** The same of rings. */
  static final Duration PROMISED_OF_RINGS = Duration.ofSeconds(90);

  private static final double CONFIDENCE = 0.95;
  private static final double HALF = 0.5;
  private static final double MOST = 0.9;
  private static final String NOT_YET = "counted within a minute of the start";
  private static final String HIGH = "high";

  /** All but the quality of the model. */
  List<Tile> all() {
    return List.of(
        flagged(),
        highRisk(),
        averageRisk(),
        rings(),
        falsePositives(),
        incidents(),
        confirmed(),
        waiting(),
        decisions(),
        latency(),
        told(),
        events(),
        enforcement(),
        newAccounts(),
        outcomes());
  }

  private OptionalDouble last(Metric metric, String label) {
    return figures.last(metric, label);
  }

  private Tile flagged() {
    String name = "Flagged accounts";
    OptionalDouble flagged = last(Metric.FLAGGED, "");
    return flagged.isEmpty()
        ? Tile.calm(name, Tile.UNKNOWN, NOT_YET, "/incidents")
        : Tile.calm(
            name, Words.count(flagged.getAsDouble()), "with an open incident", "/incidents");
  }

  /** How many accounts there are; 0 if that is not known. */
  private double accounts() {
    return List.of("low", "medium", HIGH).stream()
        .mapToDouble(band -> last(Metric.ACCOUNTS, band).orElse(0))
        .sum();
  }

  private Tile highRisk() {
    String href = "/accounts?band=high";
    OptionalDouble high = last(Metric.ACCOUNTS, HIGH);
    double all = accounts();
    if (high.isEmpty() || all == 0) {
      return Tile.calm("High-risk accounts", Tile.UNKNOWN, noScores(), href);
    }
    double share = high.getAsDouble() / all;
    return new Tile(
        "High-risk accounts",
        Numbers.percent(share),
        Words.count(high.getAsDouble()) + " of " + Words.count(all) + "; critical above 2\u00a0%",
        href,
        Level.criticalIf(share > Level.HIGH_RISK_SHARE));
  }

  private String noScores() {
    return last(Metric.ACCOUNTS, HIGH).isEmpty() ? NOT_YET : "no account has a score yet";
  }

  private Tile averageRisk() {
    String href = "/accounts";
    double all = accounts();
    OptionalDouble tenths = last(Metric.RISK_TENTHS, "");
    return tenths.isEmpty() || all == 0
        ? Tile.calm("Average risk", Tile.UNKNOWN, noScores(), href)
        : Tile.calm(
            "Average risk",
            Numbers.score(tenths.getAsDouble() / 10 / all),
            "of 100, over all accounts",
            href);
  }

  private Tile rings() {
    OptionalDouble rings = last(Metric.RINGS, "");
    return rings.isEmpty()
        ? Tile.calm("Active rings", Tile.UNKNOWN, NOT_YET, "/rings")
        : new Tile(
            "Active rings",
            Words.count(rings.getAsDouble()),
            "groups that act as one; "
                + Words.count(last(Metric.RINGS_LATELY, "").orElse(0))
                + " within 7 days",
            "/rings",
            Level.warningIf(rings.getAsDouble() >= Level.RINGS));
  }

  private Tile falsePositives() {
    String name = "Innocent accounts flagged";
    String href = "/calibration";
    OptionalDouble benign = last(Metric.SAMPLE, "benign");
    if (benign.isEmpty() || benign.getAsDouble() == 0) {
      return Tile.calm(
          name,
          Tile.UNKNOWN,
          "nobody drawn at random decided yet; at most "
              + Numbers.percent(standing.maxRate())
              + " promised",
          href);
    }
    long flagged = Math.round(last(Metric.SAMPLE, "flagged").orElse(0));
    long seen = Math.round(benign.getAsDouble());
    Interval interval =
        new FalsePositiveCheck(flagged, seen, standing.maxRate()).interval(CONFIDENCE);
    double rate = (double) flagged / seen;
    return new Tile(
        name,
        Numbers.percent(rate),
        "surely "
            + Numbers.percent(interval.low())
            + " to "
            + Numbers.percent(interval.high())
            + ", of "
            + Numbers.count(seen)
            + " drawn at random; at most "
            + Numbers.percent(standing.maxRate())
            + " promised",
        href,
        Level.ofFalsePositives(rate, standing.maxRate()));
  }

  private double hours() {
    return standing.passed() * figures.step().multipliedBy(figures.steps()).toHours();
  }

  /** How much there was, against as much of the time before as has passed of this. */
  private String compared(Metric metric) {
    return Words.compared(figures.total(metric), standing.passed() * figures.before(metric));
  }

  private Tile incidents() {
    double opened = figures.total(Metric.INCIDENTS);
    return Tile.calm(
        "Incidents opened",
        Words.count(opened),
        Numbers.plain(Math.round(opened / hours() * 10) / 10.0)
            + " an hour, "
            + compared(Metric.INCIDENTS)
            + "; "
            + Words.count(figures.total(Metric.ALERTS))
            + " alerts",
        "/incidents");
  }

  private Tile confirmed() {
    double found = figures.total(Metric.CONFIRMED);
    return Tile.calm(
        "Confirmed abuse",
        Words.count(found),
        "accounts, " + compared(Metric.CONFIRMED),
        "/incidents?open=false");
  }

  private Tile waiting() {
    OptionalDouble waiting = last(Metric.WAITING, "");
    String note =
        last(Metric.OLDEST_WAITING, "").orElse(0) > 0
            ? "the oldest for "
                + Numbers.rough(
                    Duration.ofSeconds(Math.round(last(Metric.OLDEST_WAITING, "").getAsDouble())))
            : "nobody has to wait";
    return waiting.isEmpty()
        ? Tile.calm("Waiting for a decision", Tile.UNKNOWN, NOT_YET, "/queue")
        : Tile.calm("Waiting for a decision", Words.count(waiting.getAsDouble()), note, "/queue");
  }

  private Tile decisions() {
    Map<String, Double> took = figures.labels(Metric.DECISION);
    return took.isEmpty()
        ? Tile.calm("Time to decision", Tile.UNKNOWN, "nothing was decided", "/queue")
        : Tile.calm(
            "Time to decision",
            Spreads.DECISION.quantile(took, HALF).map(Numbers::duration).orElse("over 7 d"),
            "or less for half of them; 9 of 10 "
                + Words.within(Spreads.DECISION.quantile(took, MOST)),
            "/queue");
  }

  private Tile latency() {
    String href = "/operations";
    OptionalDouble inTime = Spreads.LAG.within(figures.labels(Metric.LAG), PROMISED);
    return inTime.isEmpty()
        ? Tile.calm("Detection within 1\u00a0s", Tile.UNKNOWN, NOT_YET, href)
        : new Tile(
            "Detection within 1\u00a0s",
            Numbers.percent(inTime.getAsDouble()),
            "of the time; now " + Numbers.duration(standing.lag()) + " behind",
            href,
            Level.warningIf(inTime.getAsDouble() < Level.IN_TIME));
  }

  /** From the event that came to the alert that was delivered. */
  private Tile told() {
    String name = "From event to alert";
    String href = "/deliveries";
    Map<String, Double> accounts = figures.labels(Metric.TOLD_ACCOUNT);
    Map<String, Double> rings = figures.labels(Metric.TOLD_RING);
    if (accounts.isEmpty() && rings.isEmpty()) {
      return Tile.calm(name, Tile.UNKNOWN, "nobody was told of a new incident", href);
    }
    List<String> notes = new ArrayList<>();
    if (!accounts.isEmpty()) {
      notes.add("of an account: " + promise(accounts, PROMISED));
    }
    if (!rings.isEmpty()) {
      notes.add("of a ring: " + promise(rings, PROMISED_OF_RINGS));
    }
    boolean isLate = isLate(accounts, PROMISED) || isLate(rings, PROMISED_OF_RINGS);
    Map<String, Double> first = accounts.isEmpty() ? rings : accounts;
    String value =
        Spreads.TOLD.quantile(first, HALF).map(Numbers::duration).orElse("over 1\u00a0h");
    return new Tile(
        name,
        value,
        "or less for half; " + String.join("; ", notes),
        href,
        Level.warningIf(isLate));
  }

  private static String promise(Map<String, Double> told, Duration promised) {
    return "99 of 100 "
        + Words.within(Spreads.TOLD.quantile(told, Level.IN_TIME))
        + " ("
        + Numbers.duration(promised)
        + " promised, "
        + Numbers.percent(Spreads.TOLD.within(told, promised).orElse(0))
        + " kept)";
  }

  private static boolean isLate(Map<String, Double> told, Duration promised) {
    return Spreads.TOLD.within(told, promised).orElse(1) < Level.IN_TIME;
  }

  private Tile events() {
    double events = figures.total(Metric.EVENTS);
    return Tile.calm(
        "Events",
        events >= 1e6 ? Numbers.brief(events) : Words.count(events),
        Numbers.plain(Math.round(events / hours() / 360) / 10.0)
            + " a second, "
            + compared(Metric.EVENTS),
        "/explore");
  }

  private Tile enforcement() {
    double enforced = figures.total(Metric.ENFORCED);
    double spreads = last(Metric.ENFORCEMENT_SPREADS, "").orElse(0);
    boolean isUnusual = spreads > Level.ENFORCEMENT_SPREADS;
    return new Tile(
        "Enforcement",
        Words.count(enforced),
        "events acted on, "
            + compared(Metric.ENFORCED)
            + (isUnusual ? "; unusually many within a day" : ""),
        "/patterns#enforcement",
        Level.warningIf(isUnusual));
  }

  private Tile newAccounts() {
    String href = "/patterns#cohorts";
    String label = AgeClass.NEW.label();
    double all = last(Metric.AGED, label).orElse(0);
    if (all == 0) {
      return Tile.calm(
          "New accounts at high risk", Tile.UNKNOWN, "none was opened within 7 days", href);
    }
    double high = last(Metric.AGED_HIGH, label).orElse(0);
    return new Tile(
        "New accounts at high risk",
        Numbers.percent(high / all),
        Words.count(high) + " of " + Words.count(all) + " opened within 7 days",
        href,
        Level.warningIf(high / all > Level.NEW_ACCOUNTS));
  }

  private Tile outcomes() {
    double abusive = last(Metric.OUTCOME, "abusive").orElse(0);
    double benign = last(Metric.OUTCOME, "benign").orElse(0);
    String name = "Enforcement found wrong";
    String href = "/accounts?enforced=false_positive";
    return abusive + benign == 0
        ? Tile.calm(name, Tile.UNKNOWN, "no account acted on was decided in 30 days", href)
        : Tile.calm(
            name,
            Numbers.percent(benign / (abusive + benign)),
            Words.count(benign)
                + " of "
                + Words.count(abusive + benign)
                + " accounts acted on and decided in 30 days",
            href);
  }

  /** How well the model tells abuse. */
  static Tile of(Quality quality) {
    String href =
        quality.calibration() == 0 ? "/calibration" : "/calibration/" + quality.calibration();
    String f1 =
        quality.f1().isPresent()
            ? "F1 at the threshold " + two(quality.f1().getAsDouble())
            : "F1 not known: nobody above the threshold was decided about";
    return quality.rocAuc().isEmpty()
        ? Tile.calm("Abuse scored above others", Tile.UNKNOWN, "too few decisions to say", href)
        : Tile.calm(
            "Abuse scored above others",
            Numbers.percent(quality.rocAuc().getAsDouble()),
            "of pairs (AUC " + two(quality.rocAuc().getAsDouble()) + "); " + f1,
            href);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
