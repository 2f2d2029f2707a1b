package dev.ringwatch.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.detection.Matters;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.results.ScoredAccount;
import dev.ringwatch.postgres.results.ScoredAccounts;
import dev.ringwatch.risk.RiskConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of whom the tables of a job make it hand over what. */
class JobMattersTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Tick TICK = Tick.of(NOON);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final ScoredAccounts accounts = new ScoredAccounts(DATABASE.dataSource());
  private final Seen seen = new Seen();
  private JobMatters matters = matters();

  /** Keeps what it is handed, and opens nothing. */
  private static final class Seen implements Matters {

    private final List<Evidence> evidence = new ArrayList<>();
    private boolean failing;

    @Override
    public IncidentPolicy policy(Tick tick) {
      return new IncidentPolicy(70, 50, 60);
    }

    @Override
    public void see(List<Evidence> some) throws IOException {
      if (failing) {
        throw new IOException("it is not known whether that was kept");
      }
      evidence.addAll(some);
    }

    private List<String> taken() {
      List<String> subjects = evidence.stream().map(Evidence::subject).distinct().sorted().toList();
      evidence.clear();
      return subjects;
    }
  }

  private JobMatters matters() {
    return new JobMatters(JobSources.in(DATABASE.dataSource()), seen, RiskConfig.ofDefaults());
  }

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute(
        "TRUNCATE accounts, risk_scores, account_features, alert_incidents, rings, rings_written"
            + " CASCADE");
  }

  private void score(String id, double risk, Tick tick, @Nullable String ring) throws SQLException {
    accounts.write(
        List.of(
            new ScoredAccount(
                id,
                null,
                NOON,
                NOON,
                1,
                0,
                risk,
                risk >= 70 ? "high" : "low",
                risk,
                ring == null ? 0 : 80,
                ring,
                tick.start(),
                "m",
                "[{\"name\":\"behaviour\",\"points\":" + risk + ",\"text\":\"odd\"}]",
                "{}",
                "login")));
  }

  private static void incident(String kind, String subject, boolean open, boolean cleared)
      throws SQLException {
    DATABASE.execute(
        """
        INSERT INTO alert_incidents (dedup_key, kind, %1$s_id, state, score, band, provisional,
          details, opened_at, last_evidence_at, minute, closed_at, cleared)
        SELECT '%1$s:%2$s', '%1$s', '%2$s', CASE WHEN open THEN 'open' ELSE 'resolved' END, 80,
          'high', false, '{}', now(), now(), 1, CASE WHEN NOT open THEN now() END, cleared
        FROM (VALUES (%3$s, %4$s)) AS v (open, cleared)
        """
            .formatted(kind, subject, open, cleared));
  }

  @Test
  void areThoseAboveTheLowestThresholdEachTickOnce() throws Exception {
    score("high", 90, TICK, null);
    score("watched", 55, TICK, null);
    score("low", 20, TICK, null);
    matters.look(TICK);
    assertThat(seen.evidence)
        .filteredOn(one -> one.subject().equals("high"))
        .first()
        .satisfies(one -> {
          assertThat(one.score()).isEqualTo(90);
          assertThat(one.tick()).isEqualTo(TICK);
          assertThat(one.provisional()).isFalse();
          assertThat(one.reasons()).extracting(reason -> reason.sentence()).containsExactly("odd");
        });
    assertThat(seen.taken()).containsExactly("high", "watched");
    matters.look(TICK.next());
    assertThat(seen.evidence)
        .as("the riskiest shows that time passes")
        .singleElement()
        .satisfies(one -> assertThat(one.tick()).isEqualTo(TICK.next()));
    assertThat(seen.taken()).containsExactly("high");
    score("watched", 55.3, TICK.next(), null);
    matters.look(TICK.next());
    assertThat(seen.taken()).containsExactly("high", "watched");
    matters = matters();
    matters.look(TICK.next());
    assertThat(seen.taken()).as("after a start").containsExactly("high", "watched");
  }

  @Test
  void areThoseWhoFellAsLongAsTheirIncidentDoesNotSaySo() throws Exception {
    score("risky", 60, TICK, null);
    for (String id : List.of("open", "closed", "cleared")) {
      score(id, 10, TICK, null);
    }
    incident("account", "open", true, false);
    incident("account", "closed", false, false);
    incident("account", "cleared", false, true);
    matters.look(TICK);
    assertThat(seen.taken()).containsExactly("closed", "open", "risky");
  }

  @Test
  void areHandedOverAgainWhenThatFailed() throws Exception {
    score("high", 90, TICK, null);
    seen.failing = true;
    assertThatThrownBy(() -> matters.look(TICK)).isInstanceOf(IOException.class);
    seen.failing = false;
    matters.look(TICK);
    assertThat(seen.taken()).containsExactly("high");
  }

  @Test
  void areRingsThatLiveAndThoseThatEndedUnsaid() throws Exception {
    DATABASE.execute(
        """
        INSERT INTO rings (ring_id, ring_score, members, edges, first_seen_at, last_seen_at,
          dissolved_at, reasons, coincidences, print)
        SELECT id, 80, 2, 1, '2026-01-05T12:00Z', '2026-01-05T12:00Z', ended::timestamptz,
          '[{"name":"surprise","points":80,"sentence":"s"}]', '[]', 1
        FROM (VALUES ('alive', NULL), ('over', '2026-01-05T12:01Z'), ('old', '2026-01-05T12:01Z'))
          AS v (id, ended);
        INSERT INTO ring_members (ring_id, account_id, role, joined_at, left_at)
        VALUES ('alive', 'b', 'core', now(), NULL), ('alive', 'a', 'member', now(), NULL),
          ('alive', 'gone', 'core', now(), now());
        INSERT INTO rings_written (at) VALUES ('2026-01-05T12:01Z');
        """);
    incident("ring", "over", true, false);
    incident("ring", "old", false, true);
    score("a", 90, TICK, "alive");
    matters.look(TICK.next());
    assertThat(seen.evidence)
        .filteredOn(one -> one.subject().equals("alive"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(IncidentKind.RING);
          assertThat(one.tick()).isEqualTo(TICK.next());
          assertThat(one.members()).containsExactly(new AccountId("b"), new AccountId("a"));
          assertThat(one.reasons()).hasSize(1);
        });
    assertThat(seen.evidence)
        .filteredOn(one -> one.subject().equals("a"))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.folded()).as("the ring speaks of it").isTrue());
    assertThat(seen.taken()).containsExactly("a", "alive", "over");
    matters.look(TICK.next());
    assertThat(seen.taken()).as("nothing was searched since").containsExactly("a");
  }
}
