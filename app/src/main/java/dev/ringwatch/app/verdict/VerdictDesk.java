package dev.ringwatch.app.verdict;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.audit.AuditEntry;
import dev.ringwatch.postgres.audit.AuditedChange;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.Giver;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.Verdicts;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where verdicts and appeals are entered, and recorded in the same transaction. Safe for threads.
 */
public final class VerdictDesk {

  /** What PostgreSQL says to one of two who wait for each other; nothing was done. */
  private static final String DEADLOCK = "40P01";

  private static final int TRIES = 3;

  private final Verdicts verdicts;
  private final Appeals appeals;
  private final Audit audit;
  private final InstantSource clock;
  private final Supplier<Tick> known;

  /**
   * A desk.
   *
   * @param known up to which tick what was found is known to those who decide
   */
  public VerdictDesk(
      Verdicts verdicts, Appeals appeals, Audit audit, InstantSource clock, Supplier<Tick> known) {
    this.verdicts = verdicts;
    this.appeals = appeals;
    this.audit = audit;
    this.clock = clock;
    this.known = known;
  }

  private Giver giver(Who who) {
    return new Giver(who.actor().toString(), clock.instant(), known.get());
  }

  /**
   * Gives verdicts, all or none, and closes the incidents that they decide.
   *
   * @throws dev.ringwatch.postgres.verdict.RefusedVerdictsException if one of them cannot be
   */
  public Given give(Who who, List<NewVerdict> all) throws SQLException {
    return give(who, _ -> all);
  }

  /** Verdicts that are made up in the transaction that gives them. */
  public interface Made {

    /** Makes them up; nobody else gives verdicts until the transaction ends. */
    List<NewVerdict> verdicts(Connection connection) throws SQLException;
  }

  /**
   * The same of verdicts that depend on what is so at that moment.
   *
   * @throws dev.ringwatch.postgres.verdict.RefusedVerdictsException if one of them cannot be
   */
  public Given give(Who who, Made made) throws SQLException {
    return changed((connection, record) -> {
      Verdicts.lock(connection);
      Given given = verdicts.give(connection, made.verdicts(connection), giver(who));
      for (KeptVerdict verdict : given.verdicts()) {
        AuditAction action =
            verdict.subject().isRing() ? AuditAction.RING_VERDICT : AuditAction.ACCOUNT_VERDICT;
        record.accept(Audit.done(who, action, verdict.subject().id(), details(verdict)));
      }
      recordClosed(who, given, record);
      return given;
    });
  }

  private static void recordClosed(Who who, Given given, Consumer<AuditEntry> record) {
    for (long incident : given.closed()) {
      record.accept(
          Audit.done(
              who,
              AuditAction.INCIDENT_RESOLVE,
              Long.toString(incident),
              Map.of("reason", "a verdict")));
    }
  }

  private static Map<String, String> details(KeptVerdict verdict) {
    Map<String, String> details = new TreeMap<>();
    details.put("id", Long.toString(verdict.id()));
    details.put("verdict", verdict.judgement().word());
    details.put("origin", verdict.origin().word());
    details.put("reason", verdict.reason());
    if (verdict.abuseType() != null) {
      details.put("abuse_type", verdict.abuseType());
    }
    if (verdict.belongs().ringVerdict() != null) {
      details.put("ring_verdict", verdict.belongs().ringVerdict().toString());
    }
    return details;
  }

  /**
   * Takes a verdict back, and those given with it to the members of its ring.
   *
   * @return whether it was there and not taken back before
   */
  public boolean withdraw(Who who, KeptVerdict verdict, String reason) throws SQLException {
    AuditAction action =
        verdict.subject().isRing()
            ? AuditAction.RING_VERDICT_WITHDRAW
            : AuditAction.ACCOUNT_VERDICT_WITHDRAW;
    return changed((connection, record) -> {
      List<Long> withdrawn = verdicts.withdraw(connection, verdict.id(), reason, giver(who));
      if (withdrawn.isEmpty()) {
        return false;
      }
      Map<String, String> details =
          Map.of(
              "id", Long.toString(verdict.id()),
              "reason", reason,
              "verdicts", Integer.toString(withdrawn.size()));
      record.accept(Audit.done(who, action, verdict.subject().id(), details));
      return true;
    });
  }

  /**
   * Enters an appeal against the verdict that stands about an account.
   *
   * @return its number
   * @throws dev.ringwatch.postgres.verdict.RefusedVerdictsException if it cannot be
   */
  public long appeal(Who who, String account, String text) throws SQLException {
    return changed((connection, record) -> {
      long id = appeals.open(connection, account, text, giver(who));
      record.accept(
          Audit.done(
              who, AuditAction.ACCOUNT_APPEAL, account, Map.of("appeal", Long.toString(id))));
      return id;
    });
  }

  /** Whoever moves the same incidents in another order may have been first. */
  private <T> T changed(AuditedChange<T> change) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return audit.change(change);
      } catch (SQLException e) {
        if (attempt == TRIES || !DEADLOCK.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }
}
