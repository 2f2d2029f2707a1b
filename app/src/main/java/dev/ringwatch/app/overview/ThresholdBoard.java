package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.LiveFalsePositives;
import dev.ringwatch.app.threshold.ThresholdDrift;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.threshold.CalibrationBasis;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page of thresholds as it is shown.
 *
 * @param frame what stands around it
 * @param mayCalibrate whether who looks may have it calibrated
 * @param mayPropose whether they may propose what they chose
 * @param cards the figures
 * @param brokenGroups the groups for which the last calibration finds that the bound fails, a
 *     sentence each
 * @param waiting what waits to be decided
 * @param line the threshold of accounts over time; empty before anything was worked out
 * @param rows all, the newest first
 * @param promise what is calibrated for, as a sentence
 */
record ThresholdBoard(
    Frame frame,
    boolean mayCalibrate,
    boolean mayPropose,
    List<Card> cards,
    List<String> brokenGroups,
    List<ThresholdRow> waiting,
    Optional<Content> line,
    List<ThresholdRow> rows,
    String promise) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double CONFIDENCE = 0.95;
  private static final Duration SHORTEST_AXIS = Duration.ofDays(1);
  private static final double DOUBTFUL = 0.05;

  /**
   * What there is to show.
   *
   * @param holds what holds
   * @param live what was seen since
   * @param newest the newest of all kinds, the newest first
   * @param accounts the newest of accounts
   * @param calibrated the newest calibration of accounts, with its report; empty before the first
   * @param now the present
   */
  record Facts(
      IncidentPolicy holds,
      LiveFalsePositives.Live live,
      List<KeptThreshold> newest,
      List<KeptThreshold> accounts,
      Optional<KeptThreshold> calibrated,
      Instant now) {}

  static ThresholdBoard of(
      Frame frame, Facts facts, CalibrationSettings settings, UnaryOperator<String> names) {
    List<ThresholdRow> rows =
        facts.newest().stream().map(kept -> ThresholdRow.of(kept, names, facts.now())).toList();
    return new ThresholdBoard(
        frame,
        !frame.role().equals(Role.VIEWER.word()),
        frame.mayApprove(),
        cards(facts, settings),
        brokenGroups(facts),
        rows.stream().filter(ThresholdRow::waits).toList(),
        line(facts),
        rows,
        promise(settings));
  }

  private static List<String> brokenGroups(Facts facts) {
    return facts.calibrated().stream()
        .flatMap(kept -> Stream.ofNullable(kept.basis()))
        .flatMap(basis ->
            StreamSupport.stream(JSON.readTree(basis.report()).path("groups").spliterator(), false))
        .filter(group -> group.path("bound_broken").asBoolean())
        .map(group -> Shown.line(group.path("warning").asString()))
        .toList();
  }

  private static String promise(CalibrationSettings settings) {
    String when =
        settings.every().isZero()
            ? "when somebody asks for it"
            : "every " + Numbers.duration(settings.every());
    return "Calibrated "
        + when
        + ", from verdicts of the last "
        + Numbers.count(settings.windowDays(), "day")
        + ", so that no more benign accounts are flagged in a day than "
        + settings.config().bound().words()
        + " allows. A higher threshold "
        + (settings.autoAdjust() ? "holds at once" : "waits for somebody too")
        + "; a lower one always waits for somebody who did not propose it.";
  }

  private static List<Card> cards(Facts facts, CalibrationSettings settings) {
    return List.of(
        new Card(
            "Accounts from",
            Numbers.score(facts.holds().accountFrom()),
            "those that are on no list",
            ""),
        new Card(
            "Watched accounts from",
            Numbers.score(facts.holds().watchedFrom()),
            "those on the list watch",
            ""),
        new Card("Rings from", Numbers.score(facts.holds().ringFrom()), "chosen by people", ""),
        live(facts.live()),
        sample(facts, settings));
  }

  private static Card live(LiveFalsePositives.Live live) {
    FalsePositiveCheck check = live.check();
    if (check.benign() == 0) {
      return new Card("Benign accounts flagged", "–", "nobody of the sample yet", "");
    }
    Interval interval = check.interval(CONFIDENCE);
    return new Card(
        "Benign accounts flagged",
        Numbers.percent(check.flagged(), check.benign()),
        Numbers.count(check.flagged())
            + " of "
            + Numbers.count(check.benign())
            + " since it holds; truly "
            + Numbers.percent(interval.low())
            + " to "
            + Numbers.percent(interval.high()),
        check.isBroken(DOUBTFUL) ? "high" : "");
  }

  /** How far the random sample is from what the promise takes. */
  private static Card sample(Facts facts, CalibrationSettings settings) {
    long needed = settings.config().bound().smallestSample();
    return facts.accounts().stream()
        .map(KeptThreshold::basis)
        .filter(basis -> basis != null)
        .findFirst()
        .map(basis -> sample(basis, needed))
        .orElse(
            new Card(
                "Random sample", "–", "takes " + Numbers.count(needed) + " benign accounts", ""));
  }

  private static Card sample(CalibrationBasis basis, long needed) {
    return new Card(
        "Random sample",
        Numbers.count(basis.benign()),
        "benign accounts; the promise takes " + Numbers.count(needed),
        basis.benign() < needed ? "medium" : "");
  }

  private static Optional<Content> line(Facts facts) {
    Optional<Instant> oldest =
        facts.accounts().stream().map(one -> one.proposed().at()).min(Instant::compareTo);
    if (oldest.isEmpty()) {
      return Optional.empty();
    }
    Instant first = oldest.get();
    Instant latest = facts.now().minus(SHORTEST_AXIS);
    Instant from = first.isBefore(latest) ? first : latest;
    return Optional.of(ThresholdDrift.line(facts.accounts(), from, facts.now()).draw());
  }
}
