package dev.ringwatch.postgres.verdict;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptTexts;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.NewVerdict.Source;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A database with accounts, a ring and incidents, as tests of verdicts need them. */
final class VerdictDatabase implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  static final String MARIA = "operator 1";
  static final String NOAH = "operator 2";

  final TestDatabase database = TestDatabase.withSchema();

  /** Of whom it was told that they are resolved, such as {@code account:a}. */
  final List<String> told = new CopyOnWriteArrayList<>();

  /**
   * Forgets all, and has the accounts a, b, c and d of scores 90 to 60, of which b and c are a
   * ring.
   */
  void reset() throws SQLException {
    told.clear();
    database.execute(
        "TRUNCATE verdicts, appeals, audit_draws, audit_items, verdict_withdrawals,"
            + " alert_incidents, accounts, rings, risk_scores, raw_events RESTART IDENTITY CASCADE");
    database.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT v.*, now(), now(), 1,"
            + " 0, s, 'high', s, 0, now() FROM (VALUES ('a'), ('b'), ('c'), ('d')) v (id),"
            + " LATERAL (SELECT 187 - ascii(id)) f (s)");
    database.execute("INSERT INTO rings VALUES ('r', 80, 2, 1, now(), now(), NULL, '[]', '[]', 0)");
    database.execute(
        "INSERT INTO ring_members VALUES ('r', 'b', 'core', now(), NULL),"
            + " ('r', 'c', 'core', now(), NULL), ('r', 'd', 'core', now(), now())");
  }

  /** Opens an incident, such as {@code account:a}, at the test's time. */
  void openIncident(String key) throws SQLException {
    String id = key.substring(key.indexOf(':') + 1);
    boolean ring = key.startsWith("ring:");
    database.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band,"
            + " provisional, details, opened_at, last_evidence_at) VALUES ('%s', '%s', 'open', %s,"
                .formatted(key, ring ? "ring" : "account", ring ? "NULL" : "'" + id + "'")
            + " %s, 90, 'high', false, '{}', '%s', '%s')"
                .formatted(ring ? "'" + id + "'" : "NULL", NOW, NOW));
  }

  /** The matters whose incidents are open. */
  List<String> open() throws SQLException {
    return database.texts(
        "SELECT dedup_key FROM alert_incidents WHERE closed_at IS NULL ORDER BY 1");
  }

  static Verdicts verdicts(DataSource dataSource, List<String> told, double share) {
    return new Verdicts(
        new ClosedByVerdict(
            new IncidentPages(dataSource),
            KeptTexts.INSTANCE,
            (connection, alert) -> told.add(alert.dedupKey())),
        new SecondShare(HashKey.PUBLIC, share));
  }

  Given give(String who, NewVerdict... verdicts) throws SQLException {
    return give(database.dataSource(), 0, new Giver(who, NOW, new Tick(7)), verdicts);
  }

  Given give(DataSource source, double share, Giver giver, NewVerdict... verdicts)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Transaction.run(
          connection,
          () -> verdicts(source, told, share).give(connection, List.of(verdicts), giver));
    }
  }

  List<Long> withdraw(long id, String who) throws SQLException {
    DataSource source = database.dataSource();
    try (Connection connection = source.getConnection()) {
      return Transaction.run(
          connection,
          () ->
              verdicts(source, told, 0)
                  .withdraw(connection, id, "a slip", new Giver(who, NOW, new Tick(7))));
    }
  }

  long appeal(String account) throws SQLException {
    DataSource source = database.dataSource();
    try (Connection connection = source.getConnection()) {
      return Transaction.run(
          connection,
          () ->
              new Appeals(source)
                  .open(connection, account, "not me", new Giver(MARIA, NOW, new Tick(7))));
    }
  }

  /** Another server's connections. */
  ConnectionPool another() {
    return ConnectionPool.open(database.settings(), "another");
  }

  VerdictPages pages() {
    return new VerdictPages(database.dataSource());
  }

  static NewVerdict verdict(VerdictSubject subject, Judgement judgement, VerdictOrigin origin) {
    return new NewVerdict(subject, judgement, null, "seen", Source.of(origin), Members.NONE);
  }

  static NewVerdict account(String id, Judgement judgement) {
    return verdict(VerdictSubject.account(id), judgement, VerdictOrigin.REVIEW);
  }

  static NewVerdict imported(String id, Judgement judgement, Instant when) {
    return new NewVerdict(
        VerdictSubject.account(id),
        judgement,
        null,
        "",
        new Source(VerdictOrigin.IMPORT, null, when),
        Members.NONE);
  }

  static NewVerdict ring(Judgement judgement, Members members) {
    return new NewVerdict(
        VerdictSubject.ring("r"), judgement, null, "all one", Source.REVIEW, members);
  }

  @Override
  public void close() {
    database.close();
  }
}
