package dev.ringwatch.app.overview;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.threshold.CalibrationBasis;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A threshold and what it rests on, as it is shown.
 *
 * @param frame what stands around it
 * @param row the threshold in a line
 * @param decision why somebody decided; empty if nobody did
 * @param may what who looks may do about it
 * @param cards the figures
 * @param charts what is drawn; empty if nothing is known
 * @param groups how it errs by group
 * @param days how many accounts it flags a day, and what held did
 * @param changed whom it flags, or flags no longer
 */
record OneThreshold(
    Frame frame,
    ThresholdRow row,
    Optional<String> decision,
    May may,
    List<Card> cards,
    Optional<Charts> charts,
    List<ThresholdGroup> groups,
    List<Day> days,
    Optional<Changed> changed) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What who looks may do about a threshold. */
  enum May {
    /** Let it pass, or say no. */
    DECIDE,
    /** Say no: they proposed it themselves. */
    TAKE_BACK,
    /** Look. */
    LOOK
  }

  /**
   * Drawings.
   *
   * @param scores of labelled accounts
   * @param roc the ROC curve; empty if all labels say the same
   * @param precision the curve of precision and recall
   */
  record Charts(Content scores, Optional<Content> roc, Optional<Content> precision) {}

  /** A day: how many accounts there were, and how many either threshold flags. */
  record Day(String accounts, String before, String after) {}

  /**
   * Whom the other threshold flags.
   *
   * @param title what they are
   * @param accounts some of them
   * @param more how many more there are
   */
  record Changed(String title, List<Account> accounts, String more) {}

  /** An account, its page and its risk. */
  record Account(String id, String href, String score) {}

  static OneThreshold of(
      Frame frame, KeptThreshold kept, Who who, UnaryOperator<String> names, Instant now) {
    CalibrationBasis basis = kept.basis();
    JsonNode report = basis == null ? JSON.createObjectNode() : JSON.readTree(basis.report());
    KeptThreshold.Decision decision = kept.decision();
    return new OneThreshold(
        frame,
        ThresholdRow.of(kept, names, now),
        Optional.ofNullable(decision).map(it -> Shown.line(it.reason())),
        may(frame, kept, who),
        basis == null ? List.of() : cards(kept, basis, report),
        basis == null ? Optional.empty() : Optional.of(charts(kept, basis, report)),
        ThresholdGroup.of(report),
        days(report),
        changed(report));
  }

  private static May may(Frame frame, KeptThreshold kept, Who who) {
    if (kept.state() != ThresholdState.PROPOSED || !frame.mayApprove()) {
      return May.LOOK;
    }
    return kept.proposed().by().equals(who.actor().toString()) ? May.TAKE_BACK : May.DECIDE;
  }

  private static List<Card> cards(KeptThreshold kept, CalibrationBasis basis, JsonNode report) {
    List<Card> cards = new ArrayList<>();
    boolean isChosen = kept.threshold() != null;
    cards.add(
        new Card(
            "Benign accounts flagged",
            isChosen ? "≤ " + Numbers.percent(basis.maxFpr()) : "–",
            basis.violation() == null
                ? "no promise can be made"
                : "but for a probability of " + Numbers.percent(basis.violation()),
            ""));
    cards.add(
        new Card(
            "Random sample",
            Numbers.count(basis.benign()),
            "benign accounts; the promise takes "
                + Numbers.count(report.path("smallest_n").asLong()),
            ""));
    cards.add(share("Abuse found", report.path("recall")));
    cards.add(share("Flags that are right", report.path("precision")));
    cards.add(area("ROC-AUC", report.path("roc_auc"), "how often abuse scores above the benign"));
    cards.add(area("Average precision", report.path("average_precision"), "how pure the top is"));
    return cards;
  }

  private static Card share(String name, JsonNode share) {
    return share.isObject()
        ? new Card(
            name,
            Numbers.percent(share.path("value").asDouble()),
            Numbers.percent(share.path("low").asDouble())
                + " to "
                + Numbers.percent(share.path("high").asDouble())
                + ", of "
                + Numbers.count(share.path("labels").asLong(), "label"),
            "")
        : new Card(name, "–", "no label says so", "");
  }

  private static Card area(String name, JsonNode area, String note) {
    return area.isObject()
        ? new Card(
            name,
            three(area.path("value")),
            area.path("low").isNumber()
                ? three(area.path("low")) + " to " + three(area.path("high"))
                : note,
            "")
        : new Card(name, "–", "all labels say the same", "");
  }

  private static String three(JsonNode value) {
    return String.format(Locale.ROOT, "%.3f", value.asDouble());
  }

  private static Charts charts(KeptThreshold kept, CalibrationBasis basis, JsonNode report) {
    JsonNode scores = report.path("label_scores");
    Double threshold = kept.threshold();
    JsonNode curves = report.path("curves");
    JsonNode labels = report.path("labels");
    double abusive = labels.path("abusive").asDouble();
    double share = abusive / Math.max(1, abusive + labels.path("benign").asDouble());
    return new Charts(
        new ClassOutlines(bins(scores.path("abusive")), bins(scores.path("benign")))
            .draw(threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold)),
        curve(curves.path("roc"))
            .map(points ->
                new Curve(
                        points,
                        "benign accounts flagged",
                        "abusive accounts found",
                        new Curve.Baseline(0, 1),
                        false)
                    .draw(basis.maxFpr())),
        curve(curves.path("precision_recall"))
            .map(points ->
                new Curve(
                        points,
                        "abusive accounts found",
                        "flagged accounts that are abusive",
                        new Curve.Baseline(share, share),
                        true)
                    .draw(-1)));
  }

  private static List<Long> bins(JsonNode counts) {
    return StreamSupport.stream(counts.spliterator(), false).map(JsonNode::asLong).toList();
  }

  private static Optional<List<Curve.Point>> curve(JsonNode points) {
    List<Curve.Point> all =
        StreamSupport.stream(points.spliterator(), false)
            .map(point -> new Curve.Point(point.get(0).asDouble(), point.get(1).asDouble()))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static List<Day> days(JsonNode report) {
    return StreamSupport.stream(report.path("flagged_by_day").spliterator(), false)
        .map(day ->
            new Day(
                Numbers.count(day.path("accounts").asLong()),
                Numbers.count(day.path("before").asLong()),
                day.has("after") ? Numbers.count(day.path("after").asLong()) : "–"))
        .toList();
  }

  private static Optional<Changed> changed(JsonNode report) {
    JsonNode changed = report.path("changed");
    long count = changed.path("count").asLong();
    if (count == 0) {
      return Optional.empty();
    }
    List<Account> accounts =
        StreamSupport.stream(changed.path("accounts").spliterator(), false)
            .map(one -> account(one.path("account_id").asString(), one.path("score").asDouble()))
            .toList();
    String what =
        changed.path("flagged_now").asBoolean()
            ? " would be flagged that are not now"
            : " would be flagged no longer";
    long more = count - accounts.size();
    return Optional.of(
        new Changed(
            Numbers.count(count, "account") + what,
            accounts,
            more > 0 ? "and " + Numbers.count(more) + " more" : ""));
  }

  private static Account account(String id, double score) {
    return new Account(Shown.name(id), Href.account(id), Numbers.score(score));
  }
}
