package dev.ringwatch.postgres.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.Evidence;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.Silence;
import dev.ringwatch.alert.Silence.Rhythm;
import dev.ringwatch.alert.SuppressionCause;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.incident.Suppressions.Place;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.risk.RiskConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldAlertsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant now = START;
  private final List<String> told = new ArrayList<>();
  private final Silences silences = new Silences(DATABASE.dataSource());
  private final Suppressions suppressions = new Suppressions(DATABASE.dataSource());
  private final IncidentPages pages = new IncidentPages(DATABASE.dataSource());
  private final HeldAlerts held =
      new HeldAlerts(DATABASE.dataSource(), KeptTexts.INSTANCE, this::tell, () -> now);
  private final Incidents incidents =
      new Incidents(
          DATABASE.dataSource(),
          new ThresholdsInForce(new IncidentPolicy(50, 30, 60)),
          KeptTexts.INSTANCE,
          held,
          () -> now);

  private void tell(Connection connection, Alert alert) {
    told.add(alert.subject() + " " + alert.change().label());
  }

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE alert_incidents, alert_silences, alert_suppressions CASCADE");
    DATABASE.execute("TRUNCATE listed");
  }

  private void see(String account, long tick, double score) throws SQLException {
    see(IncidentKind.ACCOUNT, account, tick, score, false);
  }

  private void see(IncidentKind kind, String subject, long tick, double score, boolean folded)
      throws SQLException {
    incidents.see(
        List.of(
            new Evidence(
                kind,
                subject,
                new Tick(tick),
                false,
                score,
                RiskConfig.ofDefaults().band(score),
                folded,
                List.of(),
                List.of())));
  }

  private KeptSilence silence(Silence silence) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return silences.add(connection, silence, "deploying", "operator 1", now);
    }
  }

  private Silence forAnHour() {
    return new Silence(Set.of(), null, START, HOUR, Rhythm.ONCE, START.plus(HOUR));
  }

  private List<Suppression> suppressed() throws SQLException {
    return suppressions.page(Suppressions.Filter.ALL, Suppressions.Place.START, 100);
  }

  private KeptIncident only() throws SQLException {
    return pages.page(IncidentPages.Filter.ALL, Long.MAX_VALUE, 10).getFirst();
  }

  @Test
  void tellsWhatIsStillOpenWhenTheSilenceEnds() throws SQLException {
    KeptSilence silence = silence(forAnHour());
    see("u1", 1, 80);
    assertThat(told).isEmpty();
    assertThat(only().silence()).isEqualTo(silence.id());
    now = START.plus(HOUR).minusSeconds(1);
    assertThat(held.release()).isZero();
    now = START.plus(HOUR);
    assertThat(held.release()).isEqualTo(1);
    assertThat(told).containsExactly("u1 opened");
    assertThat(held.release()).as("once").isZero();
    assertThat(only().silence()).isNull();
    assertThat(suppressed())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.cause()).isEqualTo(SuppressionCause.SILENCED);
          assertThat(one.incident()).isEqualTo(only().id());
          assertThat(one.reason())
              .isEqualTo(
                  "silence "
                      + silence.id()
                      + " of operator 1 until 2026-11-26T13:00:00Z: deploying");
        });
  }

  @Test
  void whatWasOverBeforeTheSilenceIsNotToldButNoted() throws SQLException {
    silence(forAnHour());
    see(IncidentKind.LAG, "detection", 1, 80, false);
    see(IncidentKind.LAG, "detection", 2, 10, false);
    now = START.plus(HOUR);
    assertThat(held.release()).isZero();
    assertThat(told).isEmpty();
    assertThat(suppressed())
        .extracting(Suppression::cause)
        .containsExactly(SuppressionCause.ENDED_IN_SILENCE, SuppressionCause.SILENCED);
  }

  @Test
  void whoWasToldBeforeTheSilenceIsToldThatItIsClosedAtOnce() throws SQLException {
    see(IncidentKind.LAG, "detection", 1, 60, false);
    silence(forAnHour());
    see(IncidentKind.LAG, "detection", 2, 90, false);
    see(IncidentKind.LAG, "detection", 3, 0, false);
    assertThat(told).containsExactly("detection opened", "detection resolved");
    now = START.plus(HOUR);
    assertThat(held.release()).as("its rise is part of what is over").isZero();
  }

  @Test
  void theFirstThatWasNotSaidIsSaidWhateverCameAfterIt() throws SQLException {
    silence(forAnHour());
    see("u1", 1, 60);
    see("u1", 2, 90);
    now = START.plus(HOUR);
    held.release();
    assertThat(told).containsExactly("u1 opened");
  }

  @Test
  void whatMovesAfterTheSilenceAndBeforeTheReleaseIsToldOnce() throws SQLException {
    silence(forAnHour());
    see("u1", 1, 60);
    now = START.plus(HOUR);
    see("u1", 2, 90);
    assertThat(told).containsExactly("u1 opened");
    assertThat(held.release()).isZero();
  }

  @Test
  void whatIsClosedAfterTheSilenceAndBeforeTheReleaseIsToldFromItsBeginning() throws SQLException {
    silence(forAnHour());
    see(IncidentKind.LAG, "detection", 1, 60, false);
    now = START.plus(HOUR);
    see(IncidentKind.LAG, "detection", 2, 0, false);
    assertThat(told).containsExactly("detection opened", "detection resolved");
    assertThat(held.release()).isZero();
  }

  @Test
  void aSilenceOfOneAccountLeavesOthersAlone() throws SQLException {
    silence(
        new Silence(
            Set.of(IncidentKind.ACCOUNT), "u1", START, HOUR, Rhythm.ONCE, START.plus(HOUR)));
    see("u1", 1, 80);
    see("u2", 1, 80);
    see(IncidentKind.RING, "u1", 1, 80, false);
    assertThat(told).containsExactly("u2 opened", "u1 opened");
  }

  @Test
  void aSilenceThatSomebodyEndsHoldsNothingAnyMore() throws SQLException {
    KeptSilence silence = silence(forAnHour());
    see("u1", 1, 80);
    now = START.plusSeconds(60);
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(silences.end(connection, silence.id(), "operator 2", now))
          .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("operator 2"));
      assertThat(silences.end(connection, silence.id(), "operator 3", now)).isEmpty();
    }
    assertThat(held.release()).isEqualTo(1);
    assertThat(told).containsExactly("u1 opened");
  }

  @Test
  void manyAreReleasedEachOnce() throws SQLException {
    silence(forAnHour());
    for (int i = 0; i < 1_100; i++) {
      see("u" + i, 1, 80);
    }
    now = START.plus(HOUR);
    assertThat(held.release()).isEqualTo(1_100);
    assertThat(told)
        .containsExactlyElementsOf(
            IntStream.range(0, 1_100).mapToObj(i -> "u" + i + " opened").toList());
  }

  @Test
  void maintenanceEveryWeekIsSilentEveryWeek() throws SQLException {
    silence(
        new Silence(Set.of(), null, START, HOUR, Rhythm.WEEKLY, START.plus(Duration.ofDays(15))));
    now = START.plus(Duration.ofDays(14)).plusSeconds(10);
    see("u1", 1, 80);
    assertThat(told).isEmpty();
    now = START.plus(Duration.ofDays(14)).plus(HOUR);
    see("u2", 2, 80);
    assertThat(told).containsExactly("u2 opened");
  }

  @Test
  void notesWhoIsLetPassAndWhoseRingSpeaksOfThem() throws SQLException {
    list(ListKind.ALLOW, "u1");
    see("u1", 1, 80);
    see(IncidentKind.ACCOUNT, "u2", 1, 70, true);
    assertThat(told).isEmpty();
    assertThat(suppressed())
        .extracting(one -> one.dedupKey() + " " + one.cause().label() + " " + one.score())
        .containsExactly("account:u2 folded 70.0", "account:u1 allowed 80.0");
    now = START.plus(Duration.ofMinutes(11));
    see("u1", 2, 95);
    see("u1", 3, 60);
    assertThat(suppressions.page(of("account:u1"), Suppressions.Place.START, 10))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.times()).as("every ten minutes").isEqualTo(2);
          assertThat(one.score()).isEqualTo(95);
          assertThat(one.first()).isEqualTo(START);
          assertThat(one.last()).isEqualTo(now);
        });
  }

  private static Suppressions.Filter of(String matter) {
    return new Suppressions.Filter(Optional.of(matter), Optional.empty());
  }

  @Test
  void givesWhatWasNotToldByTheLastTimePageByPage() throws SQLException {
    list(ListKind.ALLOW, "u1");
    list(ListKind.ALLOW, "u2");
    see("u1", 1, 80);
    see("u2", 1, 80);
    see(IncidentKind.ACCOUNT, "u3", 1, 70, true);
    now = START.plus(Duration.ofMinutes(11));
    see("u1", 2, 95);
    assertThat(suppressed())
        .extracting(Suppression::dedupKey)
        .containsExactly("account:u1", "account:u3", "account:u2");
    List<Suppression> first = suppressions.page(Suppressions.Filter.ALL, Place.START, 2);
    Place end = new Place(first.getLast().last(), first.getLast().id());
    assertThat(suppressions.page(Suppressions.Filter.ALL, end, 2))
        .extracting(Suppression::dedupKey)
        .containsExactly("account:u2");
    Suppressions.Filter folded =
        new Suppressions.Filter(Optional.empty(), Optional.of(SuppressionCause.FOLDED));
    assertThat(suppressions.page(folded, Place.START, 10))
        .extracting(Suppression::dedupKey)
        .containsExactly("account:u3");
  }

  @Test
  void saysWhatASilenceHoldsBackAndWhichAreOver() throws SQLException {
    KeptSilence silence = silence(forAnHour());
    see("u1", 1, 80);
    see("u2", 1, 80);
    see("u3", 1, 80);
    Silences.Held all = silences.held(List.of(silence.id(), 999L), 2).get(silence.id());
    assertThat(all).isNotNull();
    assertThat(all.count()).isEqualTo(3);
    assertThat(all.named())
        .extracting(Silences.HeldIncident::dedupKey)
        .containsExactly("account:u3", "account:u2");
    assertThat(silences.ahead(now)).extracting(KeptSilence::id).containsExactly(silence.id());
    assertThat(silences.past(now, Long.MAX_VALUE, 10)).isEmpty();
    now = START.plus(HOUR);
    assertThat(silences.ahead(now)).isEmpty();
    assertThat(silences.past(now, Long.MAX_VALUE, 10)).hasSize(1);
    held.release();
    assertThat(silences.held(List.of(silence.id()), 2)).isEmpty();
  }

  @Test
  void tellsOfWhoHasSeenItOnceASilenceEnds() throws SQLException {
    silence(forAnHour());
    see("u1", 1, 80);
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      assertThat(pages.acknowledge(connection, only().id(), "operator 1", now))
          .isEqualTo(IncidentPages.Seen.FIRST);
    }
    now = START.plus(HOUR);
    held.release();
    assertThat(told).containsExactly("u1 opened", "u1 acknowledged");
  }

  @Test
  void whoIsWatchedHasAnIncidentSooner() throws SQLException {
    list(ListKind.WATCH, "u1");
    see("u1", 1, 35);
    see("u2", 1, 35);
    assertThat(told).containsExactly("u1 opened");
  }

  @Test
  void whoIsOnBothListsIsLetPass() throws SQLException {
    list(ListKind.WATCH, "u1");
    list(ListKind.ALLOW, "u1");
    see("u1", 1, 95);
    assertThat(told).isEmpty();
  }

  private void list(ListKind kind, String account) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      new Lists(DATABASE.dataSource())
          .put(
              connection,
              new ListEntry(kind, ListedWhat.ACCOUNT, account, "known", "operator 1", now, null));
    }
  }

  @Test
  void forgetsWhatIsOverAndNotWhatStillHoldsBack() throws SQLException {
    silence(forAnHour());
    see("u1", 1, 80);
    Instant later = START.plus(Duration.ofDays(40));
    silences.forgetBefore(later);
    assertThat(silences.page(Long.MAX_VALUE, 10)).hasSize(1);
    now = later;
    held.release();
    silences.forgetBefore(later);
    suppressions.forgetBefore(later);
    assertThat(silences.page(Long.MAX_VALUE, 10)).isEmpty();
    assertThat(suppressed()).isEmpty();
  }
}
