package dev.ringwatch.app.detection;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.RingInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What detection knows at one moment. To be looked at where {@link Detection} hands it out. */
public interface Knowledge {

  /** What is known of an account; empty if it is not known. */
  Optional<LiveScore> liveScore(AccountId account);

  /** An account's features before the last day on which it was active; empty if not known. */
  Optional<FeatureVector> earlierVector(AccountId account);

  /** The model that scores are made under; empty while there is none. */
  Optional<AnomalyModel> model();

  /**
   * Some accounts by a seed, or all if they are few, with the rings that there are: what says how
   * scores are spread.
   *
   * @param most how many at most
   * @throws NotLiveException if that is not known here
   */
  Sample sample(int most, long seed);

  /**
   * Accounts at the last closed tick.
   *
   * @param vectors what they are like
   * @param rings all rings that there are
   */
  record Sample(List<FeatureVector> vectors, List<RingInForce> rings) {

    /** A sample whose lists do not change. */
    public Sample {
      vectors = List.copyOf(vectors);
      rings = List.copyOf(rings);
    }
  }

  /** How many accounts there are in closed ticks. */
  int accounts();

  /**
   * How many accounts beside one use a key.
   *
   * @throws NotLiveException if that is not known here
   */
  int othersOn(LinkKey key, AccountId account);

  /** What hunts found, as far as it stands or is to stand. */
  List<FindingsInForce> findingsInForce();

  /** The time of the newest event; empty before the first. */
  Optional<Instant> reached();

  /** The last closed tick; empty before the first. */
  Optional<Tick> closed();

  /** How far the log's time has come, silence included. */
  Instant present();
}
