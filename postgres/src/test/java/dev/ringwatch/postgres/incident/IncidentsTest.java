package dev.ringwatch.postgres.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.incident.IncidentPages.Filter;
import dev.ringwatch.postgres.incident.KeptIncident.State;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final List<Alert> told = new ArrayList<>();
  private final IncidentPages pages = new IncidentPages(DATABASE.dataSource());
  private final Incidents incidents = incidents((connection, alert) -> told.add(alert));

  private static Incidents incidents(Told told) {
    return new Incidents(
        DATABASE.dataSource(),
        new ThresholdsInForce(new IncidentPolicy(50, 30, 60)),
        KeptTexts.INSTANCE,
        told,
        () -> NOW);
  }

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE alert_incidents, threshold_history CASCADE");
  }

  private static Evidence account(String id, long tick, boolean provisional, double score) {
    return evidence(IncidentKind.ACCOUNT, id, tick, provisional, score, List.of());
  }

  private static Evidence evidence(
      IncidentKind kind,
      String subject,
      long tick,
      boolean provisional,
      double score,
      List<AccountId> members) {
    return evidence(kind, subject, tick, provisional, score, false, members);
  }

  private static Evidence evidence(
      IncidentKind kind,
      String subject,
      long tick,
      boolean provisional,
      double score,
      boolean folded,
      List<AccountId> members) {
    Band band = RiskConfig.ofDefaults().band(score);
    List<Reason> reasons = List.of(new Reason("burst", score, "much at once"));
    return new Evidence(
        kind, subject, new Tick(tick), provisional, score, band, folded, reasons, members);
  }

  private void see(Evidence... evidence) throws SQLException {
    for (Evidence one : evidence) {
      incidents.see(List.of(one));
    }
  }

  private KeptIncident only() throws SQLException {
    List<KeptIncident> all = pages.page(Filter.ALL, Long.MAX_VALUE, 10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** What became of an incident, the oldest first, such as {@code gathered 57 x2}. */
  private static List<String> history(long incident) throws SQLException {
    return new IncidentHistory(DATABASE.dataSource())
        .of(incident, Long.MAX_VALUE, 100).reversed().stream()
            .map(move ->
                move.kind().label()
                    + (move.score().isPresent() ? " " + Math.round(move.score().getAsDouble()) : "")
                    + (move.times() == 1 ? "" : " x" + move.times())
                    + (move.who() == null ? "" : " by " + move.who())
                    + (move.words().isEmpty() ? "" : ": " + move.words()))
            .toList();
  }

  @Test
  void keepsWhatBecameOfAnIncident() throws SQLException {
    see(account("a", 1, true, 55), account("a", 1, false, 56));
    see(account("a", 2, false, 60), account("a", 3, false, 64), account("a", 4, false, 61));
    long id = only().id();
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(pages.acknowledge(connection, id, "operator 1", NOW))
          .isEqualTo(IncidentPages.Seen.FIRST);
      assertThat(pages.acknowledge(connection, id, "operator 2", NOW))
          .isEqualTo(IncidentPages.Seen.AGAIN);
      pages.assign(connection, id, "operator 2", "maria", NOW);
    }
    see(account("a", 5, false, 90), account("a", 6, false, 85));
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      pages.resolve(connection, id, "operator 1", "decided", NOW, new Tick(6));
      assertThat(pages.acknowledge(connection, id, "operator 1", NOW))
          .isEqualTo(IncidentPages.Seen.CLOSED);
      assertThat(pages.assign(connection, id, "operator 1", "eve", NOW)).isFalse();
    }
    assertThat(history(id))
        .containsExactly(
            "opened 55",
            "confirmed 56",
            "gathered 61 x3",
            "acknowledged 61 by operator 1",
            "assigned 61 by operator 2: maria",
            "escalated 90",
            "gathered 85",
            "resolved 85 by operator 1: decided");
    see(account("a", 7, false, 10), account("a", 8, false, 75));
    long again = pages.page(Filter.ALL, Long.MAX_VALUE, 10).getFirst().id();
    assertThat(history(again)).containsExactly("reopened 75");
    assertThat(new IncidentHistory(DATABASE.dataSource()).first(id).orElseThrow().kind())
        .isEqualTo(MoveKind.OPENED);
  }

  @Test
  void keepsHowAnIncidentWasClosedByItself() throws SQLException {
    see(account("a", 1, true, 55), account("a", 1, false, 20));
    see(
        account("b", 1, false, 55),
        evidence(IncidentKind.ACCOUNT, "b", 2, false, 58, true, List.of()));
    see(account("c", 1, false, 55));
    incidents.closeQuiet(NOW.plusSeconds(1));
    assertThat(pages.page(Filter.ALL, Long.MAX_VALUE, 10))
        .extracting(one -> history(one.id()).getLast())
        .containsExactly(
            "resolved 55: it has been quiet for long",
            "folded 58: the incident of its ring speaks of it",
            "withdrawn 20: its minute is over and did not confirm it");
  }

  private IncidentPages.Seen seen(Connection connection, long id, String who) throws SQLException {
    return pages.acknowledge(connection, id, who, NOW);
  }

  private List<IncidentChange> changes() {
    return told.stream().map(Alert::change).toList();
  }

  @Test
  void judgesByWhatHoldsAtTheTickWhenALetPassThresholdComes() throws SQLException {
    see(account("a", 7, false, 45));
    DATABASE.execute(
        "INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,"
            + " proposed_by, proposed_at, decided_by, decided_at, decision_reason) VALUES"
            + " ('account', 'hand', 'approved', 40, 50, '', 'a', now(), 'b', now(), '')");
    see(evidence(IncidentKind.LAG, "detection", 900, false, 0, List.of()));
    see(account("b", 7, false, 45));
    assertThat(pages.page(Filter.ALL, Long.MAX_VALUE, 10)).as("of a tick before").isEmpty();
    see(account("c", 8, false, 45));
    assertThat(only().subject()).isEqualTo("c");
    assertThat(DATABASE.texts("SELECT effective_from_minute::text FROM threshold_history"))
        .containsExactly("8");
    assertThat(incidents.policies().at(new Tick(8)).accountFrom()).isEqualTo(40);
    assertThat(incidents.policies().at(new Tick(7)).accountFrom()).isEqualTo(50);
  }

  @Test
  void opensGathersEscalatesAndSaysSo() throws SQLException {
    see(account("a", 1, true, 55), account("b", 1, false, 49));
    KeptIncident opened = only();
    assertThat(opened.state()).isEqualTo(State.OPEN);
    assertThat(opened.provisional()).isTrue();
    assertThat(opened.dedupKey()).isEqualTo("account:a");
    assertThat(opened.opened()).isEqualTo(NOW);
    see(account("a", 1, false, 56), account("a", 2, false, 90), account("a", 3, false, 57));
    KeptIncident later = only();
    assertThat(later.provisional()).isFalse();
    assertThat(later.score()).isEqualTo(57);
    assertThat(later.band()).isEqualTo(Band.HIGH);
    assertThat(later.lastEvidence()).isEqualTo(new Tick(3).start());
    assertThat(later.details()).contains("57");
    assertThat(changes()).containsExactly(IncidentChange.OPENED, IncidentChange.ESCALATED);
    Alert first = told.getFirst();
    assertThat(first.incident()).isEqualTo(opened.id());
    assertThat(first.subject()).isEqualTo("a");
    assertThat(first.reasons()).extracting(Reason::name).containsExactly("burst");
  }

  @Test
  void withdrawsWhatItsMinuteDoesNotConfirm() throws SQLException {
    see(account("a", 1, true, 55), account("a", 1, false, 20));
    assertThat(only().state()).isEqualTo(State.WITHDRAWN);
    assertThat(only().handled().closedBy()).isEqualTo("ringwatch");
    assertThat(changes()).containsExactly(IncidentChange.OPENED, IncidentChange.WITHDRAWN);
    see(account("a", 1, true, 55), account("a", 1, false, 20));
    assertThat(told).as("the same again").hasSize(2);
    see(account("a", 2, false, 55));
    assertThat(changes().getLast()).isEqualTo(IncidentChange.REOPENED);
    assertThat(pages.page(Filter.ALL, Long.MAX_VALUE, 10).getFirst().reopens())
        .isEqualTo(told.getFirst().incident());
  }

  @Test
  void whatSomebodyClosedStaysClosedUntilThereIsNews() throws SQLException {
    see(account("a", 1, false, 55));
    long id = only().id();
    assertThat(
            decide(connection -> seen(connection, id, "operator 1") != IncidentPages.Seen.CLOSED))
        .isTrue();
    assertThat(
            decide(connection -> seen(connection, id, "operator 2") != IncidentPages.Seen.CLOSED))
        .isTrue();
    assertThat(decide(connection -> pages.assign(connection, id, "operator 1", "maria", NOW)))
        .isTrue();
    assertThat(only().state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(only().handled().acknowledgedBy()).isEqualTo("operator 1");
    assertThat(only().handled().assignedTo()).isEqualTo("maria");
    see(account("a", 2, false, 60));
    assertThat(only().state()).as("evidence takes nothing back").isEqualTo(State.ACKNOWLEDGED);
    Tick known = new Tick(3);
    assertThat(
            decide(connection -> pages.resolve(connection, id, "operator 1", "ours", NOW, known)))
        .isTrue();
    assertThat(decide(connection -> pages.resolve(connection, id, "operator 2", "no", NOW, known)))
        .isFalse();
    assertThat(decide(connection -> pages.assign(connection, id, "operator 1", "eve", NOW)))
        .isFalse();
    assertThat(decide(connection -> seen(connection, id, "eve") != IncidentPages.Seen.CLOSED))
        .isFalse();
    see(account("a", 3, false, 10), account("a", 4, false, 60));
    assertThat(told).as("what was before is known").hasSize(1);
    see(account("a", 5, false, 10), account("a", 6, false, 51));
    assertThat(changes()).containsExactly(IncidentChange.OPENED, IncidentChange.REOPENED);
    assertThat(pages.find(id).orElseThrow().handled().closeReason()).isEqualTo("ours");
  }

  private interface Decision {
    boolean make(Connection connection) throws SQLException;
  }

  private static boolean decide(Decision decision) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return decision.make(connection);
    }
  }

  @Test
  void opensNoneOfAnAccountThatIsLetPass() throws SQLException {
    Lists lists = new Lists(DATABASE.dataSource());
    put(lists, "a", null);
    put(lists, "b", NOW);
    see(account("a", 1, false, 90), account("b", 1, false, 90), account("c", 1, false, 90));
    assertThat(told).extracting(Alert::subject).containsExactly("b", "c");
    DATABASE.execute("TRUNCATE listed");
    see(account("a", 1, false, 90));
    assertThat(told).extracting(Alert::subject).containsExactly("b", "c", "a");
  }

  private static void put(Lists lists, String account, @Nullable Instant end) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      Instant earlier = NOW.minusSeconds(3_600);
      lists.put(
          connection,
          new ListEntry(
              ListKind.ALLOW, ListedWhat.ACCOUNT, account, "ours", "operator 1", earlier, end));
    }
  }

  @Test
  void closesWhatHasBeenQuietAndForgetsWhatWasClosedLongAgo() throws SQLException {
    see(account("a", 1, false, 55), account("b", Tick.of(NOW).epochMinute(), false, 55));
    assertThat(incidents.closeQuiet(NOW)).as("opened just now").isZero();
    Instant later = NOW.plusSeconds(1);
    assertThat(incidents.closeQuiet(later)).isEqualTo(2);
    assertThat(changes().subList(2, 4)).containsOnly(IncidentChange.RESOLVED);
    assertThat(incidents.closeQuiet(later)).isZero();
    see(account("a", 2, false, 55));
    assertThat(changes().getLast()).isEqualTo(IncidentChange.REOPENED);
    incidents.forgetBefore(later);
    assertThat(only().subject()).isEqualTo("a");
  }

  @Test
  void anAccountIsSpokenOfAgainWhenItsRingIsNoMore() throws SQLException {
    see(
        account("a", 1, false, 90),
        evidence(IncidentKind.ACCOUNT, "a", 2, false, 90, true, List.of()),
        evidence(IncidentKind.ACCOUNT, "a", 3, false, 95, true, List.of()),
        account("a", 4, false, 90));
    assertThat(changes())
        .containsExactly(IncidentChange.OPENED, IncidentChange.RESOLVED, IncidentChange.REOPENED);
  }

  @Test
  void tellsOfTheFirstMembersOfARing() throws SQLException {
    List<AccountId> members = IntStream.range(0, 50).mapToObj(i -> new AccountId("m" + i)).toList();
    see(evidence(IncidentKind.RING, "ring-1", 1, false, 80, members));
    assertThat(only().subject()).isEqualTo("ring-1");
    assertThat(told.getFirst().members()).hasSize(20);
    assertThat(told.getFirst().memberCount()).isEqualTo(50);
  }

  @Test
  void movesNothingIfItCannotBeTold() throws SQLException {
    Incidents mute =
        incidents((connection, alert) -> {
          throw new SQLException("made to fail");
        });
    assertThatThrownBy(() -> mute.see(List.of(account("a", 1, false, 55))))
        .hasMessage("made to fail");
    assertThat(pages.countOpen()).isZero();
    see(account("a", 1, false, 55));
    assertThat(pages.countOpen()).isEqualTo(1);
  }

  @Test
  void givesPagesOfWhatIsAskedFor() throws SQLException {
    incidents.see(
        IntStream.range(0, 25).mapToObj(i -> account("a" + i, 1, i % 2 == 0, 55)).toList());
    incidents.see(IntStream.range(0, 25).mapToObj(i -> account("a" + i, 1, false, 10)).toList());
    assertThat(pages.countOpen()).isEqualTo(12);
    Filter open = new Filter(Optional.of(true), Optional.empty());
    Filter closed = new Filter(Optional.of(false), Optional.empty());
    List<Long> ids = new ArrayList<>();
    for (long before = Long.MAX_VALUE; ids.size() < 12; before = ids.getLast()) {
      pages.page(open, before, 5).forEach(incident -> ids.add(incident.id()));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(12);
    assertThat(pages.page(closed, Long.MAX_VALUE, 100)).hasSize(13);
    assertThat(pages.page(new Filter(Optional.empty(), Optional.of("account:a3")), 1 << 30, 5))
        .extracting(KeptIncident::subject)
        .containsExactly("a3");
  }
}
