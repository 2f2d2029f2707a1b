package dev.ringwatch.app.job;

import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.postgres.figures.AccountTotals;
import dev.ringwatch.postgres.results.WrittenScores;
import dev.ringwatch.risk.RiskConfig;
import dev.ringwatch.risk.RiskScore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job has written: final scores, and nothing of minutes that are open. Safe for threads.
 *
 * @param sources reads it
 * @param totals how many accounts there are
 * @param state how far the job is
 * @param bands what scores are in a word
 * @param clock the time of day
 */
record TableKnowledge(
    JobSources sources, AccountTotals totals, JobState state, RiskConfig bands, InstantSource clock)
    implements Knowledge {

  /** So many records are looked at for what stands: findings are said again within their time. */
  private static final int RECORDS = 1_000;

  /** What reads from the database. */
  private interface Reading<T> {
    T read() throws SQLException;
  }

  private static <T> T asked(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw new NotLiveException("the database does not answer: " + e.getMessage());
    }
  }

  /** As of the tick of the last score that is kept with its reasons, so that these add up to it. */
  @Override
  public Optional<LiveScore> liveScore(AccountId account) {
    List<WrittenScores.Written> written =
        asked(() -> sources.scores().read(List.of(account.value())));
    return written.isEmpty()
        ? asked(() -> sources.scores().unscored(account.value())).map(TableKnowledge::unscored)
        : Optional.of(scored(account, written.getFirst()));
  }

  private LiveScore scored(AccountId account, WrittenScores.Written written) {
    WrittenScores.Scores scores = written.explained();
    AccountFinal said =
        new AccountFinal(
            new RiskScore(account, scores.risk(), bands.band(scores.risk()), written.reasons()),
            scores.anomaly(),
            written.ringId(),
            scores.ring(),
            written.vector().events());
    return new LiveScore(
        Optional.of(said), written.vector(), false, scores.tick(), written.lastEvent());
  }

  /** When it did what it did last is not known then, but for the minute. */
  private static LiveScore unscored(WrittenScores.Unscored account) {
    return new LiveScore(
        Optional.empty(), account.vector(), false, account.tick(), account.tick().start());
  }

  @Override
  public Optional<FeatureVector> earlierVector(AccountId account) {
    return Optional.empty();
  }

  @Override
  public Optional<AnomalyModel> model() {
    return state.last().model().map(JobState.Holding::model);
  }

  @Override
  public Sample sample(int most, long seed) {
    throw new NotLiveException(
        "a Flink job has detection: what verdicts teach is learned by a server that has it itself");
  }

  @Override
  public int accounts() {
    return (int) Math.min(Integer.MAX_VALUE, asked(totals::accounts));
  }

  @Override
  public int othersOn(LinkKey key, AccountId account) {
    throw new NotLiveException("a Flink job has detection, and who uses which key is in its state");
  }

  /** Of each hunt what it said last, unless that took it back or its time is over. */
  @Override
  public List<FindingsInForce> findingsInForce() {
    Tick now = Tick.of(present());
    return said().stream().filter(one -> one.until().compareTo(now) > 0).toList();
  }

  /** The same whether their time is over or not. */
  List<FindingsInForce> said() {
    Map<String, FindingsInForce> newest = new LinkedHashMap<>();
    for (ControlRecord record :
        asked(() -> sources.controls().latest(ControlRecords.FINDINGS, RECORDS))) {
      if (ControlRecords.read(record) instanceof Control.ChangeFindings change) {
        newest.putIfAbsent(change.findings().hunt(), change.findings());
      }
    }
    return newest.values().stream().filter(one -> !one.accounts().isEmpty()).toList();
  }

  @Override
  public Optional<Instant> reached() {
    return asked(sources.controls()::latestEvent);
  }

  @Override
  public Optional<Tick> closed() {
    return state.last().closed();
  }

  @Override
  public Instant present() {
    return state.present(clock.instant());
  }
}
