package dev.ringwatch.app.learned;

import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.learned.BlendState;
import dev.ringwatch.postgres.learned.KeptBlend;
import dev.ringwatch.postgres.learned.NewBlend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What verdicts taught, as it is shown.
 *
 * @param frame what stands around it
 * @param cards what holds
 * @param shown what holds or waits, with what can be done about it
 * @param rows all, the newest first
 */
record LearnedPage(Frame frame, List<Card> cards, List<One> shown, List<Row> rows) {

  /** Where it is. */
  static final String PATH = "/models/learned";

  /** What a form says. */
  static final String APPROVE = "approve";

  static final String REJECT = "reject";
  static final String GIVE_UP = "give-up";

  private static final int MOST_NAMED = 8;

  private static final String HOLDS =
      "Given up, scores are what they are without verdicts from the next minute on, and the threshold"
          + " is what it was.";

  /**
   * What somebody can do.
   *
   * @param decision what the form says
   * @param words on the button
   */
  record Button(String decision, String words) {}

  /**
   * What was learned and holds, or waits.
   *
   * @param title what it is
   * @param row the same in short
   * @param figures what the test measured: name and value
   * @param adjustments what moves scores most, in words
   * @param action where the form goes
   * @param buttons what who looks may do; none to look only
   * @param note what will happen
   */
  record One(
      String title,
      Row row,
      List<Card> figures,
      List<String> adjustments,
      String action,
      List<Button> buttons,
      String note) {}

  /**
   * What was learned, in short.
   *
   * @param id its number
   * @param state what became of it
   * @param reason what the test came to, or why it was given up
   * @param by at whose wish it was learned
   * @param at when
   * @param verdicts of how many
   */
  record Row(String id, String state, String reason, String by, Moment at, String verdicts) {}

  /**
   * Who looks at what, and when.
   *
   * @param actor as the audit log names who looks
   */
  record Looking(Frame frame, String actor, UnaryOperator<String> names, Instant now) {

    Row row(KeptBlend kept) {
      KeptBlend.Decision end = kept.end();
      return new Row(
          Long.toString(kept.id()),
          state(kept.state()),
          Shown.line(
              end == null
                  ? kept.what().reason()
                  : "given up by " + names.apply(end.act().by()) + ": " + end.reason()),
          names.apply(kept.proposed().by()),
          Moment.of(kept.proposed().at(), now),
          Numbers.count(kept.what().verdicts()));
    }
  }

  static LearnedPage of(Looking looking, Optional<KeptBlend> holds, List<KeptBlend> all) {
    List<One> shown = new ArrayList<>();
    holds.ifPresent(one -> shown.add(one(looking, one, "Holds")));
    all.stream()
        .filter(one -> one.state() == BlendState.PROPOSED)
        .forEach(one -> shown.add(one(looking, one, "Waits to be decided")));
    return new LearnedPage(
        looking.frame, cards(looking, holds, all), shown, all.stream().map(looking::row).toList());
  }

  private static List<Card> cards(Looking looking, Optional<KeptBlend> holds, List<KeptBlend> all) {
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            "Verdicts move scores",
            holds.isPresent() ? "yes" : "no",
            holds
                .map(one -> "number " + one.id() + ", of " + count(one.what().verdicts()))
                .orElse("scores are what they are without"),
            ""));
    String looked =
        holds
            .map(KeptBlend::checkedAt)
            .map(at -> "asked whether it fits " + Moment.of(at, looking.now).ago())
            .orElse("");
    holds
        .map(KeptBlend::what)
        .map(NewBlend::learned)
        .ifPresent(learned ->
            cards.add(
                new Card(
                    "Threshold with it",
                    Numbers.score(learned.threshold()),
                    "without it "
                        + Numbers.score(learned.previous())
                        + (looked.isEmpty() ? "" : "; " + looked),
                    "")));
    all.stream()
        .findFirst()
        .filter(newest -> newest.state() == BlendState.ENDED)
        .map(KeptBlend::end)
        .ifPresent(end ->
            cards.add(
                new Card(
                    "Given up",
                    Moment.of(end.act().at(), looking.now).ago(),
                    Shown.line(end.reason()),
                    "medium")));
    return cards;
  }

  private static String count(int verdicts) {
    return Numbers.count(verdicts) + " verdicts";
  }

  private static One one(Looking looking, KeptBlend kept, String title) {
    JsonNode report = BlendReport.read(kept.what().report());
    List<Button> buttons = new ArrayList<>();
    boolean waits = kept.state() == BlendState.PROPOSED;
    boolean isOwn = kept.proposed().by().equals(looking.actor);
    if (looking.frame.mayApprove()) {
      if (waits && !isOwn) {
        buttons.add(new Button(APPROVE, "Let it hold"));
      }
      buttons.add(waits ? new Button(REJECT, "Reject") : new Button(GIVE_UP, "Give it up"));
    }
    return new One(
        title + ": number " + kept.id(),
        looking.row(kept),
        figures(report, kept.what().learned()),
        adjustments(report),
        PATH + "/" + kept.id(),
        buttons,
        waits ? waiting(isOwn) : HOLDS);
  }

  private static String waiting(boolean isOwn) {
    return isOwn
        ? "It was learned at your wish: somebody else, who is lead or admin, lets it hold."
        : "It moves scores from the next minute on, all accounts within minutes, and the threshold with"
            + " them. Incidents that are open stay open.";
  }

  private static List<Card> figures(JsonNode report, NewBlend.@Nullable Learned learned) {
    List<Card> figures = new ArrayList<>();
    figures.add(
        new Card(
            "Abuse found",
            percent(report.path("recall_adjusted")),
            "by the score alone " + percent(report.path("recall_alone")),
            ""));
    figures.add(
        new Card(
            "Found by one of both",
            report.path("found_more").asInt() + " to " + report.path("found_no_more").asInt(),
            "of "
                + Numbers.count(report.path("abusive").asInt())
                + " abusive accounts; each ring once",
            ""));
    figures.add(
        new Card(
            "By chance",
            percent(report.path("chance")),
            "may be " + percent(report.path("allowed")) + " at most",
            ""));
    if (learned != null) {
      figures.add(
          new Card(
              "Threshold",
              Numbers.score(learned.threshold()),
              "now " + Numbers.score(learned.previous()),
              ""));
    }
    return figures;
  }

  private static String percent(JsonNode share) {
    return share.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble()) : "–";
  }

  /** The strongest first, as what they rest on and by how much they move the odds. */
  private static List<String> adjustments(JsonNode report) {
    return report.path("adjustments").properties().stream()
        .sorted((one, other) ->
            Double.compare(
                Math.abs(other.getValue().asDouble()), Math.abs(one.getValue().asDouble())))
        .limit(MOST_NAMED)
        .map(one -> words(one.getKey(), one.getValue().asDouble()))
        .toList();
  }

  private static String words(String signal, double coefficient) {
    return signal.replace(':', ' ').replace('_', ' ')
        + String.format(Locale.ROOT, ": odds times %.2f at most", StrictMath.exp(coefficient));
  }

  private static String state(BlendState state) {
    return switch (state) {
      case REFUSED -> "moves no score";
      case PROPOSED -> "waits";
      case REPLACED -> "replaced";
      case REJECTED -> "rejected";
      case APPROVED -> "holds";
      case ENDED -> "given up";
    };
  }
}
