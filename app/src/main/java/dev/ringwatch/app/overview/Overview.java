package dev.ringwatch.app.overview;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.page.Card;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.results.StoredReason;
import dev.ringwatch.postgres.ring.KeptRing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * The overview as it is shown.
 *
 * @param frame what stands around it
 * @param state how detection is, in a sentence
 * @param bad whether that is something to do about
 * @param cards the figures
 * @param rows the riskiest accounts
 * @param empty why there are none; shown in their place
 * @param rings the worst rings
 */
record Overview(
    Frame frame,
    String state,
    boolean bad,
    List<Card> cards,
    List<Row> rows,
    String empty,
    RingTable rings) {

  private static final int REASONS_SHOWN = 2;

  /**
   * An account.
   *
   * @param id its id as it is shown
   * @param href its page
   * @param pill its risk
   * @param reasons the first of its reasons
   * @param more how many more there are
   * @param events how many events it has
   * @param last when it did something last
   */
  record Row(
      String id,
      String href,
      Pill pill,
      List<Because> reasons,
      int more,
      String events,
      Moment last) {}

  /**
   * A reason in a line.
   *
   * @param points with their sign
   * @param words why
   */
  record Because(String points, String words) {}

  /**
   * What there is to show.
   *
   * @param status how detection is
   * @param learnedFrom how many accounts the model was learned from; empty while there is none
   * @param counts accounts by band
   * @param riskiest the riskiest accounts
   * @param rings how many rings there are, and the worst of them
   * @param now the present
   */
  record Facts(
      DetectionStatus status,
      OptionalInt learnedFrom,
      AccountPages.Counts counts,
      List<RiskyAccount> riskiest,
      Rings rings,
      Instant now) {}

  /**
   * Rings.
   *
   * @param count how many there are
   * @param worst the worst of them
   */
  record Rings(long count, List<KeptRing> worst) {}

  static Overview of(Frame frame, Facts facts) {
    return new Overview(
        frame,
        state(facts.status()),
        facts.status().state() != DetectionStatus.State.LIVE,
        cards(facts),
        facts.riskiest().stream().map(account -> row(account, facts.now())).toList(),
        empty(facts),
        RingTable.of(facts.rings().worst(), RingTable.NO_RINGS, facts.now()));
  }

  private static String state(DetectionStatus status) {
    return switch (status.state()) {
      case STARTING -> "Detection is starting.";
      case CATCHING_UP ->
          "Detection reads what happened before it started: "
              + Numbers.count(status.lag(), "event")
              + " to go. Scores are of the past until then.";
      case LIVE -> "Detection is live; scores are of the present.";
      case BEHIND ->
          "Detection is " + Numbers.count(status.lag(), "event") + " behind; scores are late.";
      case FAILED -> "Detection stands still: " + Shown.line(status.failure());
    };
  }

  private static List<Card> cards(Facts facts) {
    DetectionStatus status = facts.status();
    return List.of(
        new Card("High risk", Numbers.count(facts.counts().high()), "look here first", "high"),
        new Card("Medium risk", Numbers.count(facts.counts().medium()), "worth a look", "medium"),
        new Card("Rings", Numbers.count(facts.rings().count()), "accounts that act as one", ""),
        new Card("Accounts", Numbers.count(status.accounts()), "seen so far", ""),
        new Card(
            "Log",
            Numbers.count(status.logSeq()),
            "entries: events, and a few of the server's own",
            ""),
        new Card("Late", Numbers.count(status.late()), "events, counted in a later minute", ""),
        new Card("Last closed minute", minute(status), "UTC; final scores are of it", ""),
        model(facts));
  }

  private static String minute(DetectionStatus status) {
    return status
        .closed()
        .map(Tick::start)
        .map(start -> Numbers.minute(start).substring(11))
        .orElse("–");
  }

  private static Card model(Facts facts) {
    return facts.learnedFrom().isPresent()
        ? new Card(
            "Model", Numbers.count(facts.learnedFrom().getAsInt()), "accounts learned from", "")
        : new Card("Model", "learning", "no scores before it is done", "");
  }

  private static String empty(Facts facts) {
    return facts.learnedFrom().isPresent()
        ? "No scores yet: they are written a few seconds after a minute has closed."
        : "No scores yet: they appear once there is a model of what is usual, learned from the"
            + " first accounts whose events fill closed minutes.";
  }

  private static Row row(RiskyAccount account, Instant now) {
    List<StoredReason> reasons = account.reasons();
    return new Row(
        Shown.name(account.account()),
        href(account.account()),
        Pill.of(account.riskScore(), account.band()),
        reasons.stream().limit(REASONS_SHOWN).map(Overview::because).toList(),
        Math.max(0, reasons.size() - REASONS_SHOWN),
        Numbers.count(account.events()),
        Moment.of(account.lastEvent(), now));
  }

  /** Where an account's page is. */
  static String href(String account) {
    return "/accounts?id=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
  }

  static Because because(StoredReason reason) {
    String words = reason.text().isEmpty() ? reason.name().replace('_', ' ') : reason.text();
    return new Because(Numbers.points(reason.points()), Shown.line(words));
  }
}
