package dev.ringwatch.app.pattern;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.hunt.HuntCell;
import dev.ringwatch.app.hunt.HuntDesk;
import dev.ringwatch.app.hunt.HuntQuestion;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import dev.ringwatch.postgres.hunt.KeptFindings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for sessions in which hardly anything succeeded: what the hunt for them found on the
 * schedule if it has one, or else what it finds in the last hour. Safe for threads.
 */
@Component
final class SessionReader {

  private static final String WHAT = "The sessions in which hardly anything succeeded";
  private static final String PATH = "/hunts/" + SessionPanel.HUNT;
  private static final String FILE = "/v1/hunts/" + SessionPanel.HUNT + "/run?format=csv";
  private static final String LAST_HOUR = "since=1h&baseline=1h";
  private static final Duration DAY = Duration.ofDays(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HuntDesk hunts;
  private final PatternSources sources;
  private final Audit audit;
  private final Clock clock;

  SessionReader(HuntDesk hunts, PatternSources sources, Audit audit, Clock clock) {
    this.hunts = hunts;
    this.sources = sources;
    this.audit = audit;
    this.clock = clock;
  }

  /** What the hunt found on the schedule; empty if it does not run on one, or has not yet. */
  Optional<SessionPanel> scheduled(Who who) throws SQLException {
    HuntFindings.Run run = sources.findings().lastRuns().get(SessionPanel.HUNT);
    Instant ranAt = run == null ? null : run.succeededAt();
    if (ranAt == null) {
      return Optional.empty();
    }
    Instant since = ranAt.minus(DAY);
    List<KeptFindings.KeptFinding> found =
        sources
            .findings()
            .kept()
            .page(
                new KeptFindings.Wanted(SessionPanel.HUNT, Optional.empty(), since),
                Optional.empty(),
                SessionPanel.SHOWN + 1);
    audit.record(
        who,
        AuditAction.HUNT_FINDINGS,
        SessionPanel.HUNT,
        Audit.DONE,
        Map.of("rows", Integer.toString(found.size())));
    return Optional.of(
        panel(
            "Found by the hunt on its schedule within the day before "
                + Numbers.minute(ranAt)
                + " UTC, found last first.",
            found.stream().map(SessionReader::row).toList(),
            PATH + "?run=yes",
            FILE,
            ranAt));
  }

  private static SessionPanel.Row row(KeptFindings.KeptFinding finding) {
    JsonNode row = JSON.readTree(finding.found());
    return SessionPanel.row(
        finding.account(),
        name -> Optional.of(row.path(name)).filter(JsonNode::isValueNode).map(JsonNode::asString));
  }

  /** Runs the hunt over the last hour; fails by itself. */
  Panel<SessionPanel> lastHour(Who who) {
    Optional<Hunt> hunt = hunts.find(SessionPanel.HUNT);
    if (hunt.isEmpty()) {
      return Panel.failed("There is no hunt " + SessionPanel.HUNT + " any more.");
    }
    Panel<Panel<SessionPanel>> asked = Panels.read(WHAT, () -> asked(who, hunt.get()));
    return asked.content().orElseGet(() -> Panel.failed(asked.trouble()));
  }

  private Panel<SessionPanel> asked(Who who, Hunt hunt) throws InterruptedException {
    try {
      return Panel.of(lastHour(who, hunt));
    } catch (HuntBusyException
        | HuntTooLongException
        | HuntFailedException
        | HuntsUnavailableException e) {
      return Panel.failed(
          WHAT + " could not be looked for: " + Shown.line(String.valueOf(e.getMessage())) + ".");
    }
  }

  private SessionPanel lastHour(Who who, Hunt hunt) throws InterruptedException {
    Instant now = clock.instant();
    HuntAsk ask = HuntQuestion.ask(hunt, Map.of(Hunt.SINCE, "1h", "baseline", "1h"), now);
    HuntAnswer answer = hunts.run(who, hunt, ask);
    return panel(
        "Looked for in the last hour, against the hour before it. Schedule the hunt to have whole"
            + " days here.",
        rows(answer),
        PATH + "?" + LAST_HOUR + "&run=yes",
        FILE + "&" + LAST_HOUR,
        now);
  }

  /** An account has one row, that of its worst session, which comes first. */
  private static List<SessionPanel.Row> rows(HuntAnswer answer) {
    Map<String, SessionPanel.Row> rows = new LinkedHashMap<>();
    for (List<@Nullable Object> row : answer.rows()) {
      String account = String.valueOf(row.get(answer.columns().indexOf("account_id")));
      rows.computeIfAbsent(
          account,
          _ -> SessionPanel.row(account, name -> text(row, answer.columns().indexOf(name))));
    }
    return new ArrayList<>(rows.values());
  }

  private static Optional<String> text(List<@Nullable Object> row, int column) {
    return column < 0
        ? Optional.empty()
        : Optional.of(HuntCell.shown(row.get(column))).filter(text -> !text.isEmpty());
  }

  private SessionPanel panel(
      String words, List<SessionPanel.Row> rows, String all, String csv, Instant at) {
    int more = rows.size() - SessionPanel.SHOWN;
    return new SessionPanel(
        words,
        rows.stream().limit(SessionPanel.SHOWN).toList(),
        more > 0 ? "There are more." : "",
        all,
        csv,
        Moment.of(at, clock.instant()));
  }
}
