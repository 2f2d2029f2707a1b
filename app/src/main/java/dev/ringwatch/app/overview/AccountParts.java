package dev.ringwatch.app.overview;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.app.incident.IncidentReader;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Names;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.report.chart.ThresholdLine;
import dev.ringwatch.app.threshold.ThresholdReader;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.EventPage;
import dev.ringwatch.postgres.results.PastScore;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the panels of an account's page, each by itself. Safe for threads. */
@Component
final class AccountParts {

  private static final String NOT_NOW =
      "Notes are not shown to who has taken it out of the queue: they may say what others decided.";

  private static final String CUT =
      "None of its events was found in the time that a page has: look for them in Explore.";

  private static final String OF_JOB =
      "A Flink job has detection: how many others use a key is in its state, and not here. What it"
          + " found of that is in the account's ring and in its reasons.";

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int THRESHOLDS = 50;
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  private final Detection detection;
  private final PageSources sources;
  private final ThresholdReader thresholds;
  private final IncidentReader incidents;
  private final VerdictParts verdicts;
  private final Names names;

  AccountParts(
      Detection detection,
      PageSources sources,
      ThresholdReader thresholds,
      IncidentReader incidents,
      VerdictParts verdicts,
      Names names) {
    this.detection = detection;
    this.sources = sources;
    this.thresholds = thresholds;
    this.incidents = incidents;
    this.verdicts = verdicts;
    this.names = names;
  }

  /**
   * What detection knows of an account.
   *
   * @param live its score
   * @param earlier its features before its last day
   * @param model what is usual; empty before the first model
   */
  record Known(LiveScore live, Optional<FeatureVector> earlier, Optional<AnomalyModel> model) {

    /** Of an account; to be asked of detection. */
    static Optional<Known> of(Knowledge detection, AccountId account) {
      return detection
          .liveScore(account)
          .map(live -> new Known(live, detection.earlierVector(account), detection.model()));
    }
  }

  OneAccount.Parts read(Frame frame, Known known, Who who, Instant now) {
    AccountId account = known.live().vector().account();
    String id = account.value();
    Panel<EventPage> events = Panels.read("Its events", () -> events(id));
    Panel<VerdictPart> verdict =
        Panels.read("What was decided about it", () -> verdicts.ofAccount(frame, id, who));
    boolean blind = VerdictPart.isBlind(verdict);
    return new OneAccount.Parts(
        Panels.read(
            "Incidents about it",
            // What became of incidents says what was decided.
            () ->
                blind
                    ? List.of()
                    : IncidentLine.of(incidents, IncidentKind.ACCOUNT.label() + ":" + id, now)),
        verdict.then("What was decided about it", Decisions::of),
        Panels.read("Its earlier scores", () -> scores(id, now)),
        Panels.read("What it was judged by", () -> features(known)),
        timeline(id, events, now),
        keys(account, events, now),
        blind ? Panel.failed(NOT_NOW) : Panels.read("Notes about it", () -> notes(id, now)));
  }

  private EventPage events(String account) throws SQLException, InterruptedException {
    EventFilter filter = EventFilter.all().with(EventField.ACCOUNT_ID, account);
    return sources.events().page(filter, null, ActionTimeline.EVENTS);
  }

  /** Whether nothing was found so far, and not all was looked through. */
  private static boolean isCut(EventPage page) {
    return page.events().isEmpty() && page.next().isPresent();
  }

  /** Empty while nothing is kept: what detection knows may be older than what is kept. */
  private static Panel<Optional<ActionTimeline>> timeline(
      String account, Panel<EventPage> events, Instant now) {
    if (events.content().filter(AccountParts::isCut).isPresent()) {
      return Panel.failed(CUT);
    }
    return events.then(
        "Its events",
        page ->
            page.events().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    ActionTimeline.of(account, page.events(), page.next().isPresent(), now)));
  }

  private Panel<UsedKeys> keys(AccountId account, Panel<EventPage> events, Instant now) {
    if (detection.status().isLeftToFlink()) {
      return Panel.failed(OF_JOB);
    }
    return events.then(
        "What it shares with others",
        page -> {
          List<UsedKeys.Use> uses = UsedKeys.uses(page.events());
          Map<LinkKey, Integer> others =
              Detection.await(detection.know(known -> others(known, account, uses)), PATIENCE);
          return UsedKeys.of(uses, key -> others.getOrDefault(key, 0), sources.keys(), now);
        });
  }

  private static Map<LinkKey, Integer> others(
      Knowledge known, AccountId account, List<UsedKeys.Use> uses) {
    Map<LinkKey, Integer> others = new HashMap<>();
    uses.forEach(use -> others.put(use.key(), known.othersOn(use.key(), account)));
    return others;
  }

  private ScoreHistory scores(String account, Instant now) throws SQLException {
    List<PastScore> past = sources.scores().overTime(account, END, ScoreHistory.SCORES);
    return ScoreHistory.of(past, past.isEmpty() ? List.of() : held(past.getLast().scoredAt()), now);
  }

  /** What held from when on; before the first that was let pass, what that replaced. */
  private List<ThresholdLine.Point> held(Instant from) {
    List<KeptThreshold> passed =
        thresholds
            .page(IncidentKind.ACCOUNT, ThresholdState.APPROVED, Long.MAX_VALUE, THRESHOLDS)
            .reversed();
    if (passed.isEmpty()) {
      return List.of(new ThresholdLine.Point(from, thresholds.holds().accountFrom()));
    }
    List<ThresholdLine.Point> held = new ArrayList<>();
    held.add(new ThresholdLine.Point(from, passed.getFirst().previous()));
    for (KeptThreshold one : passed) {
      Double threshold = one.threshold();
      KeptThreshold.Decision decision = one.decision();
      if (threshold != null && decision != null) {
        held.add(new ThresholdLine.Point(decision.act().at(), threshold));
      }
    }
    return held;
  }

  private FeatureTable features(Known known) throws SQLException {
    return FeatureTable.of(
        new FeatureTable.Facts(
            known.live().vector(), known.earlier(), known.model().map(AnomalyModel::scales)),
        sources.peers().read());
  }

  private NoteList notes(String account, Instant now) throws SQLException {
    return NoteList.of(sources.notes().latest(account, NoteList.NOTES + 1), names::of, now);
  }
}
