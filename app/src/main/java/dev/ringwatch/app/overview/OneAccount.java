package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.LiveScore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One account as it is shown.
 *
 * @param frame what stands around it
 * @param id its id as it is shown
 * @param pill its risk; empty while there is no model
 * @param ring its ring, if it is in one
 * @param about what the score is of, in a sentence
 * @param events how many events stand behind it
 * @param last when it did something last
 * @param reasons why, the largest part first
 * @param total what they sum to
 * @param forms where what people say about it is sent
 * @param parts what else there is, each part by itself
 */
record OneAccount(
    Frame frame,
    String id,
    Optional<Pill> pill,
    Optional<RingLine> ring,
    String about,
    String events,
    Moment last,
    List<Part> reasons,
    String total,
    Forms forms,
    Parts parts) {

  /**
   * Where what people say about it is sent.
   *
   * @param note where a note goes
   * @param appeal where an appeal goes
   * @param scores where its scores are as a file
   * @param erase where administrators have it forgotten
   */
  record Forms(String note, String appeal, String scores, String erase) {

    static Forms of(String account) {
      String subject = "?account=" + OneIncident.encoded(account);
      return new Forms(
          "/accounts/notes" + subject,
          "/accounts/appeals" + subject,
          "/csv/account-scores?id=" + OneIncident.encoded(account),
          "/settings/erasures" + subject + "#erase");
    }
  }

  /**
   * What is read by itself.
   *
   * @param incidents the newest incidents about it
   * @param decisions what was decided about it
   * @param scores how it came to its score
   * @param features what it was judged by
   * @param timeline what it did; empty if none of it is kept
   * @param keys what it used, and who else does
   * @param notes what people noted
   */
  record Parts(
      Panel<List<IncidentLine>> incidents,
      Panel<Decisions> decisions,
      Panel<ScoreHistory> scores,
      Panel<FeatureTable> features,
      Panel<Optional<ActionTimeline>> timeline,
      Panel<UsedKeys> keys,
      Panel<NoteList> notes) {}

  /**
   * A ring in a line.
   *
   * @param id its id
   * @param href its page
   * @param pill its score
   */
  record RingLine(String id, String href, Pill pill) {

    static RingLine of(String id, double score) {
      return new RingLine(Shown.name(id), RingTable.href(id), Pill.ofRing(score));
    }
  }

  /**
   * There is no such account.
   *
   * @param id its id as it is shown
   */
  record Nobody(Frame frame, String id) {

    static Nobody of(Frame frame, String id) {
      return new Nobody(frame, Shown.name(id));
    }
  }

  static OneAccount of(Frame frame, LiveScore live, Parts parts, Instant now) {
    FeatureVector vector = live.vector();
    return new OneAccount(
        frame,
        Shown.line(vector.account().value()),
        live.score().map(score -> Pill.of(score.risk().score(), score.risk().band().label())),
        live.score().flatMap(OneAccount::ring),
        about(live),
        Numbers.count(vector.events()),
        Moment.of(live.lastEvent(), now),
        live.score().map(score -> Part.of(score.risk().reasons())).orElse(List.of()),
        live.score().map(score -> Numbers.score(score.risk().score())).orElse(""),
        Forms.of(vector.account().value()),
        parts);
  }

  /** The word that the HTTP interface has for it. */
  static String status(LiveScore live) {
    return live.score().isEmpty() ? "learning" : live.provisional() ? "provisional" : "final";
  }

  static String about(LiveScore live) {
    String minute = Numbers.minute(live.tick().start()) + " UTC";
    if (live.score().isEmpty()) {
      return "No score yet: it takes a model of what is usual, which is still being learned.";
    }
    return live.provisional()
        ? "Provisional: events of minutes that are still open are counted in, up to " + minute + "."
        : "Final as of the closed minute " + minute + ".";
  }

  private static Optional<RingLine> ring(AccountFinal score) {
    return Optional.ofNullable(score.ringId()).map(id -> RingLine.of(id, score.ring()));
  }
}
