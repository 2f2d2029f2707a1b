package dev.ringwatch.postgres.queue;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.postgres.incident.IncidentPages;
import dev.ringwatch.postgres.incident.KeptTexts;
import dev.ringwatch.postgres.queue.QueueClaims.Taken;
import dev.ringwatch.postgres.verdict.Appeals;
import dev.ringwatch.postgres.verdict.ClosedByVerdict;
import dev.ringwatch.postgres.verdict.Giver;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.NewVerdict.Source;
import dev.ringwatch.postgres.verdict.SecondShare;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import dev.ringwatch.postgres.verdict.Verdicts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A database with incidents, verdicts and claims, as tests of the queue need them. */
final class QueueDatabase implements AutoCloseable {

  static final String MARIA = "operator 1";
  static final String NOAH = "operator 2";

  private static final Duration LENGTH = Duration.ofMinutes(15);

  final TestDatabase database = TestDatabase.withSchema();
  final WorkQueue queue = new WorkQueue(database.dataSource());

  /** Forgets all. */
  void reset() throws SQLException {
    database.execute(
        "TRUNCATE verdicts, appeals, audit_draws, audit_items, verdict_withdrawals, queue_claims,"
            + " queue_skips, alert_incidents, accounts, rings RESTART IDENTITY CASCADE");
  }

  /** Opens an incident, such as of {@code account:a}, that has waited for so many hours. */
  void open(String key, double score, double hours) throws SQLException {
    String kind = key.substring(0, key.indexOf(':'));
    String id = key.substring(key.indexOf(':') + 1);
    boolean ring = kind.equals("ring");
    database.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, ring_id, score, band,"
            + " provisional, details, opened_at, last_evidence_at) VALUES ('%s', '%s', 'open', %s,"
                .formatted(key, kind, ring ? "NULL" : "'" + id + "'")
            + " %s, %s, 'high', false, '{}', now() - interval '1 hour' * %s, now())"
                .formatted(ring ? "'" + id + "'" : "NULL", score, hours));
  }

  /** Draws an account for the random sample, so long ago that it is due. */
  void sample(String account) throws SQLException {
    database.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-20', 100, 1, now()) ON CONFLICT DO NOTHING;"
            + " INSERT INTO audit_items (account_id, day, inclusion_probability, drawn_at)"
            + " VALUES ('%s', '2026-11-20', 0.01, now() - interval '1 day')".formatted(account));
  }

  /** What waits for somebody, the first first. */
  List<String> waiting(String asking) throws SQLException {
    return waiting(asking, QueueFilter.ALL);
  }

  List<String> waiting(String asking, QueueFilter filter) throws SQLException {
    return queue.page(asking, filter, WorkQueue.Place.START, 10_000).stream()
        .map(item -> item.subject().id())
        .toList();
  }

  /** Something that is done in a transaction. */
  interface Done<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T done(Done<T> what) throws SQLException {
    return done(database.dataSource(), what);
  }

  static <T> T done(DataSource source, Done<T> what) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Transaction.run(connection, () -> what.on(connection));
    }
  }

  static QueueClaims claims() {
    return new QueueClaims(LENGTH);
  }

  /** The id of what somebody is given next; empty for nothing. */
  String next(String asking) throws SQLException {
    return done(connection -> claims().next(connection, asking, QueueFilter.ALL))
        .map(taken -> taken.subject().id())
        .orElse("");
  }

  Optional<Taken> take(String asking, String account) throws SQLException {
    return done(connection -> claims().take(connection, asking, VerdictSubject.account(account)));
  }

  boolean release(String asking, String account) throws SQLException {
    return done(
        connection -> claims().release(connection, asking, VerdictSubject.account(account)));
  }

  /** Lets all claims be over. */
  void expire() throws SQLException {
    database.execute(
        "UPDATE queue_claims SET claimed_at = now() - interval '2 hours',"
            + " until = now() - interval '1 second'");
  }

  /** Gives a verdict, which waits for a second opinion if so much of them do; its number. */
  long give(String who, String account, Judgement judgement, VerdictOrigin origin, double share)
      throws SQLException {
    Verdicts verdicts =
        new Verdicts(
            new ClosedByVerdict(
                new IncidentPages(database.dataSource()),
                KeptTexts.INSTANCE,
                (connection, alert) -> {}),
            new SecondShare(HashKey.PUBLIC, share));
    NewVerdict verdict =
        new NewVerdict(
            VerdictSubject.account(account),
            judgement,
            null,
            "seen",
            Source.of(origin),
            Members.NONE);
    return done(connection -> verdicts.give(connection, List.of(verdict), giver(who)))
        .verdicts()
        .getFirst()
        .id();
  }

  void withdraw(long verdict, String who) throws SQLException {
    Verdicts verdicts =
        new Verdicts(
            new ClosedByVerdict(
                new IncidentPages(database.dataSource()),
                KeptTexts.INSTANCE,
                (connection, alert) -> {}),
            new SecondShare(HashKey.PUBLIC, 0));
    done(connection -> verdicts.withdraw(connection, verdict, "a slip", giver(who)));
  }

  void appeal(String account, String who) throws SQLException {
    done(connection ->
        new Appeals(database.dataSource()).open(connection, account, "not me", giver(who)));
  }

  private static Giver giver(String who) {
    return new Giver(who, Instant.now(), new Tick(7));
  }

  @Override
  public void close() {
    database.close();
  }
}
