package dev.ringwatch.app.detection;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.LiveScore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in the state of the pipeline.
 *
 * @param driver holds it
 * @param heartbeats know how long the log has been silent
 */
record DriverKnowledge(EmbeddedDriver driver, Heartbeats heartbeats) implements Knowledge {

  @Override
  public Optional<LiveScore> liveScore(AccountId account) {
    return driver.liveScore(account);
  }

  @Override
  public Optional<FeatureVector> earlierVector(AccountId account) {
    return driver.earlierVector(account);
  }

  @Override
  public Optional<AnomalyModel> model() {
    return driver.model();
  }

  @Override
  public Sample sample(int most, long seed) {
    return new Sample(driver.sampleVectors(most, seed), driver.ringsInForce());
  }

  @Override
  public int accounts() {
    return driver.accounts();
  }

  @Override
  public int othersOn(LinkKey key, AccountId account) {
    return driver.othersOn(key, account);
  }

  @Override
  public List<FindingsInForce> findingsInForce() {
    return driver.findingsInForce();
  }

  @Override
  public Optional<Instant> reached() {
    return driver.reached();
  }

  @Override
  public Optional<Tick> closed() {
    return driver.closed();
  }

  @Override
  public Instant present() {
    return heartbeats.present(driver);
  }
}
