package dev.ringwatch.postgres.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThresholdHistoryTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String MARIA = "operator 1";
  private static final String NOAH = "operator 2";
  private static final IncidentPolicy INITIAL = new IncidentPolicy(70, 40, 60);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final ThresholdHistory history = new ThresholdHistory(DATABASE.dataSource());
  private final ThresholdsInForce inForce = new ThresholdsInForce(INITIAL);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE threshold_history");
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private static <T> T changed(Work<T> work) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return Transaction.run(connection, () -> work.run(connection));
    }
  }

  private static NewThreshold threshold(IncidentKind kind, double score, boolean byHand) {
    return new NewThreshold(
        kind, ThresholdState.PROPOSED, score, 70, "because", byHand ? null : basis());
  }

  private static CalibrationBasis basis() {
    return new CalibrationBasis(0.02, 0.95, 149, 0.0493, NOW.minusSeconds(60), NOW, "{\"a\": 1}");
  }

  private KeptThreshold propose(NewThreshold threshold) throws SQLException {
    return changed(connection -> history.add(connection, threshold, MARIA, NOW));
  }

  private Optional<KeptThreshold> approve(KeptThreshold kept) throws SQLException {
    return changed(
        connection -> history.approve(connection, kept, NOAH, "it is right", NOW.plusSeconds(1)));
  }

  private @Nullable ThresholdState state(KeptThreshold kept) throws SQLException {
    return history.find(kept.id()).map(KeptThreshold::state).orElse(null);
  }

  @Test
  void keepsAllThatWasSaid() throws SQLException {
    KeptThreshold kept = propose(threshold(IncidentKind.ACCOUNT, 62.3, false));

    assertThat(history.find(kept.id())).contains(kept);
    assertThat(kept.basis()).isEqualTo(basis());
    assertThat(kept.threshold()).isEqualTo(62.3);
    assertThat(kept.proposed()).isEqualTo(new KeptThreshold.Act(MARIA, NOW));
    assertThat(kept.decision()).isNull();

    KeptThreshold approved = approve(kept).orElseThrow();
    assertThat(approved.decision())
        .isEqualTo(
            new KeptThreshold.Decision(
                new KeptThreshold.Act(NOAH, NOW.plusSeconds(1)), "it is right"));
    assertThat(history.find(kept.id())).contains(approved);
  }

  @Test
  void holdsFromTheTickOnAtWhichItIsUsedFirst() throws SQLException {
    KeptThreshold kept = propose(threshold(IncidentKind.ACCOUNT, 80, false));
    assertThat(use(10).at(new Tick(1_000))).as("not decided").isEqualTo(INITIAL);
    approve(kept);

    assertThat(use(11).at(new Tick(10))).isEqualTo(INITIAL);
    assertThat(use(99).at(new Tick(11)).accountFrom()).as("of its first use").isEqualTo(80);
    assertThat(use(99).at(new Tick(10))).isEqualTo(INITIAL);
    assertThat(history.find(kept.id()).orElseThrow().effectiveFrom()).isEqualTo(new Tick(11));
  }

  private PolicyTimeline use(long next) throws SQLException {
    return changed(connection -> inForce.use(connection, new Tick(next)));
  }

  @Test
  void saysWhatIsDecidedBeforeItIsUsed() throws SQLException {
    approve(propose(threshold(IncidentKind.RING, 55, true)));

    IncidentPolicy decided = changed(inForce::decided).at(ThresholdsInForce.END);
    assertThat(decided).isEqualTo(new IncidentPolicy(70, 40, 55));
    assertThat(history.page(null, null, Long.MAX_VALUE, 9).getFirst().effectiveFrom()).isNull();
  }

  @Test
  void ofOneKindAndOriginOneWaitsAtMost() throws SQLException {
    KeptThreshold first = propose(threshold(IncidentKind.ACCOUNT, 60, false));
    KeptThreshold byHand = propose(threshold(IncidentKind.ACCOUNT, 65, true));
    KeptThreshold ring = propose(threshold(IncidentKind.RING, 65, true));
    KeptThreshold second = propose(threshold(IncidentKind.ACCOUNT, 61, false));

    assertThat(state(first)).isEqualTo(ThresholdState.REPLACED);
    assertThat(state(byHand)).isEqualTo(ThresholdState.PROPOSED);

    approve(second);
    assertThat(state(byHand))
        .as("it began at what holds no more")
        .isEqualTo(ThresholdState.REPLACED);
    assertThat(state(ring)).isEqualTo(ThresholdState.PROPOSED);
  }

  @Test
  void whatCalibrationNowSaysTakesThePlaceOfWhatItSaidUnlessItSaysNothingOrTheSame()
      throws SQLException {
    KeptThreshold first = propose(threshold(IncidentKind.ACCOUNT, 60, false));
    propose(calibrated(ThresholdState.REFUSED, null));
    propose(calibrated(ThresholdState.UNCHANGED, 60.0));
    assertThat(state(first)).isEqualTo(ThresholdState.PROPOSED);
    Optional<KeptThreshold> waiting =
        changed(
            connection -> ThresholdHistory.waitingCalibration(connection, IncidentKind.ACCOUNT));
    assertThat(waiting).contains(first);

    propose(calibrated(ThresholdState.UNCHANGED, 70.0));
    assertThat(state(first)).isEqualTo(ThresholdState.REPLACED);
  }

  private static NewThreshold calibrated(ThresholdState state, @Nullable Double score) {
    return new NewThreshold(IncidentKind.ACCOUNT, state, score, 70, "because", basis());
  }

  @Test
  void forgetsWhomAnOldOneWouldHaveFlagged() throws SQLException {
    String report = "{\"changed\": {\"count\": 2, \"accounts\": [\"a\"]}}";
    CalibrationBasis basis = new CalibrationBasis(0.02, 0.95, 149, 0.04, NOW, NOW, report);
    KeptThreshold kept =
        propose(
            new NewThreshold(
                IncidentKind.ACCOUNT, ThresholdState.PROPOSED, 60.0, 70, "because", basis));
    history.forgetAccountsBefore(NOW);
    assertThat(history.find(kept.id())).contains(kept);

    history.forgetAccountsBefore(NOW.plusSeconds(1));
    assertThat(history.find(kept.id()).orElseThrow().basis())
        .extracting(CalibrationBasis::report)
        .isEqualTo("{\"changed\": {\"count\": 2}}");
  }

  @Test
  void decidesEachOnce() throws SQLException {
    KeptThreshold kept = propose(threshold(IncidentKind.ACCOUNT, 60, false));
    Optional<KeptThreshold> rejected =
        changed(connection -> history.reject(connection, kept.id(), NOAH, "no", NOW));

    assertThat(rejected.map(KeptThreshold::state)).contains(ThresholdState.REJECTED);
    assertThat(approve(kept)).isEmpty();
    assertThat(use(5).changes()).isEmpty();
  }

  @Test
  void pagesByKindAndState() throws SQLException {
    KeptThreshold a = propose(threshold(IncidentKind.ACCOUNT, 60, false));
    KeptThreshold b = propose(threshold(IncidentKind.RING, 60, true));
    KeptThreshold c = propose(threshold(IncidentKind.ACCOUNT, 61, false));

    assertThat(ids(history.page(null, null, Long.MAX_VALUE, 2))).containsExactly(c.id(), b.id());
    assertThat(ids(history.page(null, null, b.id(), 2))).containsExactly(a.id());
    assertThat(ids(history.page(IncidentKind.ACCOUNT, null, Long.MAX_VALUE, 9)))
        .containsExactly(c.id(), a.id());
    assertThat(ids(history.page(null, ThresholdState.REPLACED, Long.MAX_VALUE, 9)))
        .containsExactly(a.id());
    assertThat(lastCalibration(IncidentKind.ACCOUNT)).map(KeptThreshold::id).contains(c.id());
    assertThat(lastCalibration(IncidentKind.RING)).isEmpty();
  }

  private static Optional<KeptThreshold> lastCalibration(IncidentKind kind) throws SQLException {
    return changed(connection -> ThresholdHistory.lastCalibration(connection, kind));
  }

  private static List<Long> ids(List<KeptThreshold> kept) {
    return kept.stream().map(KeptThreshold::id).toList();
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() ->
            new NewThreshold(IncidentKind.ACCOUNT, ThresholdState.APPROVED, 5.0, 70, "", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a new threshold cannot be approved at 5.0");
    assertThatThrownBy(() ->
            new NewThreshold(IncidentKind.ACCOUNT, ThresholdState.PROPOSED, null, 70, "", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
