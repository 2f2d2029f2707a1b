package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.report.Assets;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.Calibrated;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.GroupErrors;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.RankingFigures;
import dev.ringwatch.calibrate.Refusal;
import dev.ringwatch.calibrate.WeightedShare;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code calibration.html} as its template sees it.
 *
 * @param findings what is shown
 * @param charts what is drawn
 * @param assets the page's own style and script
 */
record CalibrationPage(Findings findings, CalibrationCharts charts, Assets assets) {

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.ringwatch.app");

  static CalibrationPage of(Findings findings) {
    return new CalibrationPage(findings, new CalibrationCharts(findings), Assets.LOADED);
  }

  /** The whole page, to be encoded as UTF-8. */
  String html() {
    StringOutput page = new StringOutput(1 << 17);
    ENGINE.render("calibrate/page.jte", this, page);
    return page.toString();
  }

  Calibrated calibrated() {
    return findings.calibrated();
  }

  FalsePositiveBound bound() {
    return findings.config().bound();
  }

  boolean isChosen() {
    return calibrated().outcome() instanceof Outcome.Chosen;
  }

  String headline() {
    return switch (calibrated().outcome()) {
      case Outcome.Chosen chosen ->
          "Open incidents from a risk score of " + Numbers.score(chosen.threshold());
      case Outcome.Refused ignored -> "No threshold: the labels cannot carry what was asked for";
    };
  }

  /** Why it is so, as a sentence. */
  String subline() {
    String words =
        switch (calibrated().outcome()) {
          case Outcome.Chosen chosen -> chosen.sentence();
          case Outcome.Refused(Refusal refusal) -> refusal.sentence();
        };
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  /** A number that matters, with what to compare it with. */
  record Figure(String name, String value, String note) {}

  List<Figure> figures() {
    return List.of(
        promise(), share("Abuse found", true), share("Flags that are right", false), load());
  }

  private Figure promise() {
    Optional<BoundedThreshold> bounded = calibrated().candidates().bounded();
    return new Figure(
        "Benign accounts flagged",
        bounded.map(of -> "≤ " + Numbers.percent(bound().maxRate())).orElse("–"),
        bounded
            .map(of -> "but for a probability of " + Numbers.percent(of.violation()))
            .orElse("no promise can be made"));
  }

  private Figure share(String name, boolean isRecall) {
    Optional<WeightedShare> share =
        calibrated().performance().flatMap(of -> isRecall ? of.recall() : of.precision());
    return new Figure(
        name,
        share.map(of -> Numbers.percent(of.value())).orElse("–"),
        share.map(of -> range(of.interval())).orElse(isRecall ? "recall" : "precision"));
  }

  private Figure load() {
    return new Figure(
        "Accounts flagged a day",
        calibrated().performance().map(of -> Numbers.count(of.accounts())).orElse("–"),
        "of "
            + Numbers.count(findings.days().stream().mapToLong(day -> day.length).max().orElse(0))
            + (findings.days().size() > 1 ? ", on the busiest day" : " that were scored"));
  }

  static String range(Interval interval) {
    return Numbers.percent(interval.low()) + " to " + Numbers.percent(interval.high());
  }

  /** The rules and what each asked for. */
  List<RuleRow> rules() {
    return RuleRow.of(findings);
  }

  /** Kinds of abuse; empty if the labels name none. */
  List<KindRow> kinds() {
    return KindRow.of(findings);
  }

  /** The areas under the curves. */
  record Areas(String auc, String aucRange, String precision, String precisionRange) {}

  Optional<Areas> areas() {
    return calibrated().ranking().map(CalibrationPage::areas);
  }

  private static Areas areas(RankingFigures of) {
    return new Areas(
        three(of.rocAuc()),
        of.rocAucInterval().map(CalibrationPage::threes).orElse("not known"),
        three(of.averagePrecision()),
        of.averagePrecisionInterval().map(CalibrationPage::threes).orElse("not known"));
  }

  private static String threes(Interval interval) {
    return three(interval.low()) + " to " + three(interval.high());
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  String confidence() {
    return Numbers.percent(findings.config().resampling().confidence());
  }

  List<GroupRow> groups() {
    return GroupRow.of(findings);
  }

  /** How many groups there is no room for. */
  int groupsLeftOut() {
    return GroupRow.leftOut(findings);
  }

  /** The groups for which the bound fails, a sentence each. */
  List<String> brokenGroups() {
    return findings.groups().stream()
        .filter(GroupErrors::isBroken)
        .map(group -> Shown.line(group.sentence()))
        .toList();
  }

  /** What all this rests on, a sentence each. */
  List<String> notes() {
    return Notes.of(findings);
  }

  String version() {
    return Version.text();
  }
}
