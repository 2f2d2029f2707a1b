package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Scores single accounts between ticks: their closed state, and on a copy of it their events of
 * open ticks. Changes nothing. Used by the driver's thread.
 */
final class LiveScores {

  private final ScoreStep scoring;
  private final DriverState state;
  private final HashKey hashKey;
  private final List<LinkKeyKind> kinds;
  private final List<LinkKeyKind> looked;

  LiveScores(PipelineConfig config, DriverState state) {
    this.scoring = new ScoreStep(config);
    this.state = state;
    this.hashKey = config.hashKey();
    this.kinds = config.rings().kindsWithRoom();
    this.looked = config.rings().enabledKinds();
  }

  /** The score of an account; see {@link EmbeddedDriver#liveScore}. */
  Optional<LiveScore> of(AccountId account) {
    SortedMap<Tick, List<Event>> open = state.ticks.openEvents(account);
    Tick closing = state.ticks.closing();
    Tick latest = closing == null ? state.closed : closing;
    Tick tick = open.isEmpty() ? latest : open.lastKey();
    if (tick == null) {
      return Optional.empty();
    }
    long hash = AccountIndex.hash(account, hashKey);
    Partition home = owner(hash);
    int place = home.state().accounts().find(account, hash);
    Profile profile = profile(account, home, place, open);
    boolean isClosed = open.isEmpty() && state.ticks.appliedEvents(account).isEmpty();
    return profile
        .lastEvent()
        .map(lastEvent -> {
          return score(profile.vector(), !isClosed, tick, lastEvent);
        });
  }

  /** The features of an account's earlier days; see {@link EmbeddedDriver#earlierVector}. */
  Optional<FeatureVector> earlier(AccountId account) {
    long hash = AccountIndex.hash(account, hashKey);
    Partition home = owner(hash);
    int place = home.state().accounts().find(account, hash);
    return place < 0 ? Optional.empty() : home.state().profiles().get(place).earlierVector();
  }

  /** How many others a link key has; see {@link EmbeddedDriver#othersOn}. */
  int othersOn(LinkKey key, AccountId account) {
    long accountHash = AccountIndex.hash(account, hashKey);
    Partition home = owner(accountHash);
    int place = home.state().accounts().find(account, accountHash);
    long hash = LinkKeys.valueHash(key, hashKey);
    int number = place < 0 ? place : home.numberAt(place);
    return owner(hash).othersOn(key.kind(), hash, number);
  }

  private LiveScore score(FeatureVector vector, boolean provisional, Tick tick, Instant lastEvent) {
    Optional<AccountFinal> score = state.models.scoringAt(tick).map(model -> score(vector, model));
    return new LiveScore(score, vector, provisional, tick, lastEvent);
  }

  private AccountFinal score(FeatureVector vector, ScoringModel model) {
    double anomaly = scoring.anomaly(vector, model.anomaly());
    Membership membership = state.rings.of(vector.account()).orElse(null);
    List<HuntFinding> findings = state.findings.of(vector.account());
    return scoring.score(vector, anomaly, model, membership, findings);
  }

  private Partition owner(long hash) {
    return state.partitions[Partition.owner(hash, state.partitions.length)];
  }

  private Profile profile(
      AccountId account, Partition home, int place, SortedMap<Tick, List<Event>> open) {
    KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> step = state.steps.profile();
    Profile closed = place < 0 ? step.open(account) : home.state().profiles().get(place);
    List<Event> untold = state.ticks.appliedEvents(account);
    if (open.isEmpty() && untold.isEmpty()) {
      return closed;
    }
    Profile profile = closed.copy();
    int number = place < 0 ? place : home.numberAt(place);
    untold.forEach(event -> share(EventKeys.of(event, kinds, hashKey), number, profile));
    for (List<Event> events : open.values()) {
      for (Event event : events) {
        try {
          step.apply(profile, new ProfileInput.Acted(event), told -> {});
        } catch (RuntimeException failure) {
          // The event is set aside when its tick closes, and scores go on without it.
          continue;
        }
        share(EventKeys.of(event, kinds, hashKey), number, profile);
      }
    }
    return profile;
  }

  /** Takes in what the event's keys tell the account, or would once it is on them. */
  private void share(EventKeys keys, int account, Profile profile) {
    for (LinkKeyKind kind : looked) {
      long hash = keys.valueHash(kind);
      if (hash != EventKeys.NONE) {
        int accounts = owner(hash).accountsWith(kind, hash, account);
        if (accounts > 1) {
          ProfileInput told = new Sharing(account, kind, hash, accounts);
          state.steps.profile().apply(profile, told, vector -> {});
        }
      }
    }
  }
}
