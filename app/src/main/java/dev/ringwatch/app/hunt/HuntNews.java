package dev.ringwatch.app.hunt;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntFindings.Finding;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import dev.ringwatch.postgres.incident.Incidents;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a hunt of the schedule found, tells it as incidents, and has it move scores. For one
 * thread.
 */
final class HuntNews {

  private static final Logger LOG = LoggerFactory.getLogger(HuntNews.class);

  /** Of so many accounts of a run incidents are opened, those first that the hunt has first. */
  private static final int MOST_OPENED = 100;

  /** So many are moved at once: who moves others waits for them. */
  private static final int AT_ONCE = 100;

  /** A row that is longer is not kept: it is kept for each of its accounts. */
  private static final int MOST_CHARS = 64 << 10;

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  private final HuntDesk desk;
  private final HuntFindings findings;
  private final Incidents incidents;
  private final HuntScoring scoring;

  /** Hunts of which it was said that they name no account. */
  private final Set<String> nameless = new HashSet<>();

  HuntNews(HuntDesk desk, HuntOutlets outlets, HuntScoring scoring) {
    this.desk = desk;
    this.findings = outlets.findings();
    this.incidents = outlets.incidents();
    this.scoring = scoring;
  }

  /**
   * Tells what a hunt found. That it ran is noted last: until then it is due, and what is told
   * again moves nothing.
   */
  void tell(Hunt hunt, HuntAnswer answer, Instant now) throws SQLException {
    Map<String, Integer> rows = Backtest.rows(answer);
    if (rows.isEmpty()) {
      sayIfNobodyCanBe(hunt, answer);
    }
    findings.keep(hunt.name(), now, found(answer, rows));
    List<String> told = told(hunt, rows.keySet(), now);
    for (int from = 0; from < told.size(); from += AT_ONCE) {
      List<String> part = told.subList(from, Math.min(from + AT_ONCE, told.size()));
      incidents.see(evidence(hunt, part, now));
    }
    int moved = scoring.tell(hunt, rows.keySet());
    findings.keep(
        Run.found(hunt.name(), now, answer.rows().size(), new Run.Accounts(rows.size(), moved)));
  }

  private void sayIfNobodyCanBe(Hunt hunt, HuntAnswer answer) {
    boolean names =
        answer.columns().contains("account_id") || answer.columns().contains("accounts");
    if (!names && nameless.add(hunt.name())) {
      LOG.warn(
          "the hunt {} of the schedule opens no incident: no column is account_id or accounts",
          hunt.name());
    }
  }

  private static List<Finding> found(HuntAnswer answer, Map<String, Integer> rows) {
    Map<Integer, String> texts = new HashMap<>();
    List<Finding> found = new ArrayList<>();
    rows.forEach((account, row) ->
        found.add(
            new Finding(account, texts.computeIfAbsent(row, number -> text(answer, number)))));
    return found;
  }

  private static String text(HuntAnswer answer, int row) {
    String text = HuntJson.row(answer, row);
    return text.length() > MOST_CHARS ? "{}" : text;
  }

  /** All whose incidents go on, and the first of those who have none. */
  private List<String> told(Hunt hunt, Collection<String> accounts, Instant now)
      throws SQLException {
    Set<String> settled = findings.settled(accounts, now);
    List<String> fresh = accounts.stream().filter(account -> !settled.contains(account)).toList();
    if (fresh.size() > MOST_OPENED) {
      LOG.warn(
          "the hunt {} found {} accounts without an incident; it is opened of the first {}",
          hunt.name(),
          fresh.size(),
          MOST_OPENED);
    }
    List<String> told = new ArrayList<>(fresh.subList(0, Math.min(fresh.size(), MOST_OPENED)));
    told.addAll(settled);
    return told;
  }

  /** Of each account, with all hunts that have found it in the time of this one. */
  private List<Evidence> evidence(Hunt hunt, Collection<String> accounts, Instant now)
      throws SQLException {
    Map<String, List<String>> hunts = findings.hunts(accounts, now.minus(hunt.since()));
    Map<String, String> words = new HashMap<>();
    return accounts.stream()
        .map(account ->
            new Evidence(
                IncidentKind.HUNT,
                account,
                Tick.of(now),
                false,
                IncidentPolicy.LIMIT,
                BANDS.band(IncidentPolicy.LIMIT),
                false,
                reasons(hunts.getOrDefault(account, List.of(hunt.name())), words),
                List.of()))
        .toList();
  }

  /** To look for a hunt is to look into a directory: once for all accounts. */
  private List<Reason> reasons(List<String> hunts, Map<String, String> words) {
    double points = IncidentPolicy.LIMIT / hunts.size();
    return hunts.stream()
        .map(name -> new Reason(name, points, words.computeIfAbsent(name, this::words)))
        .toList();
  }

  private String words(String name) {
    String title = desk.find(name).map(hunt -> ": " + hunt.words().title()).orElse("");
    return "the hunt " + name + " found it" + title;
  }
}
