package dev.ringwatch.app.hunt;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntFindings;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.Hunts;
import dev.ringwatch.postgres.hunt.KeptFindings.KeptFinding;
import dev.ringwatch.postgres.hunt.KeptFindings.Place;
import dev.ringwatch.postgres.hunt.KeptFindings.Wanted;
import dev.ringwatch.postgres.hunt.KnownAccounts;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where hunts are asked for. What is shown is recorded before it is shown. Safe for threads. */
public final class HuntDesk {

  /** The outcome of a hunt that was begun and has no answer. */
  private static final String FAILED = "failed";

  private static final int MOST_OF_PROBLEM = 500;

  private final HuntCatalogue catalogue;
  private final Hunts hunts;
  private final Audit audit;
  private final KnownAccounts known;
  private final HuntFindings findings;

  /**
   * With the hunts of a catalogue.
   *
   * @param known knows what became of accounts
   * @param findings what was found on a schedule
   */
  public HuntDesk(
      HuntCatalogue catalogue,
      Hunts hunts,
      Audit audit,
      KnownAccounts known,
      HuntFindings findings) {
    this.catalogue = catalogue;
    this.hunts = hunts;
    this.audit = audit;
    this.known = known;
    this.findings = findings;
  }

  /** Which hunts there are, and which files are none. */
  public HuntCatalogue.Listed list() {
    return catalogue.list();
  }

  /** The hunt of a name. */
  public Optional<Hunt> find(String name) {
    return catalogue.find(name);
  }

  /** The last run of each hunt that ever ran on a schedule, by name. */
  public Map<String, HuntFindings.Run> lastRuns() {
    try {
      return findings.lastRuns();
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /**
   * What a hunt found on the schedule; records that it is about to be shown.
   *
   * @param asked what was asked for, by name
   */
  List<KeptFinding> findings(
      Who who, Wanted wanted, Optional<Place> after, int limit, Map<String, String> asked) {
    try {
      List<KeptFinding> page = findings.kept().page(wanted, after, limit);
      Map<String, String> details = new TreeMap<>(asked);
      details.put("rows", Integer.toString(page.size()));
      audit.record(who, AuditAction.HUNT_FINDINGS, wanted.hunt(), Audit.DONE, details);
      return page;
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** Runs a hunt whose answer is shown to nobody; fails as {@link #run} does. */
  HuntAnswer search(Hunt hunt, HuntAsk ask) throws InterruptedException {
    return hunts.run(hunt, ask);
  }

  /**
   * Runs a hunt, and records that its answer is about to be shown, or why there is none.
   *
   * @throws dev.ringwatch.postgres.hunt.HuntBusyException if too many others run
   * @throws dev.ringwatch.postgres.hunt.HuntTooLongException if it took longer than it may
   * @throws dev.ringwatch.postgres.hunt.HuntFailedException if it cannot be run
   * @throws dev.ringwatch.postgres.hunt.HuntsUnavailableException if none can
   */
  public HuntAnswer run(Who who, Hunt hunt, HuntAsk ask) throws InterruptedException {
    Map<String, String> details = new TreeMap<>();
    ask.values().forEach((name, value) -> details.put(name, HuntCell.text(value)));
    details.put(Hunt.SINCE, ask.since().toString());
    details.put(Hunt.UNTIL, ask.until().toString());
    try {
      HuntAnswer answer = hunts.run(hunt, ask);
      details.put("rows", Integer.toString(answer.rows().size()));
      audit.record(who, AuditAction.HUNT_RUN, hunt.name(), Audit.DONE, details);
      return answer;
    } catch (HuntFailedException | HuntTooLongException e) {
      // What PostgreSQL says of a value that it cannot read shows the value.
      details.put("problem", Columns.keepable(String.valueOf(e.getMessage()), MOST_OF_PROBLEM));
      audit.record(who, AuditAction.HUNT_RUN, hunt.name(), FAILED, details);
      throw e;
    }
  }

  /**
   * Runs a hunt and says what became of the accounts that it finds; fails as {@link #run} does.
   *
   * @param threshold the risk score from which an incident is opened now
   */
  public Backtest backtest(Who who, Hunt hunt, HuntAsk ask, double threshold)
      throws InterruptedException, SQLException {
    HuntAnswer answer = run(who, hunt, ask);
    return new Backtest(
        answer.rows().size(),
        !answer.more() && !answer.cut(),
        known.of(hunt.name(), Backtest.rows(answer).keySet()),
        known.abusive(ask.since(), ask.until()),
        threshold);
  }
}
