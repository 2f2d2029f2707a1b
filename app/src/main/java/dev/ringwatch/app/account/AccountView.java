package dev.ringwatch.app.account;

import dev.ringwatch.app.verdict.StandingView;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.postgres.ListEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as the HTTP interface shows it. Names are a contract.
 *
 * @param accountId whose
 * @param status {@code final}, {@code provisional}, or {@code learning} while there is no model
 * @param riskScore 0 to 100, higher is worse; null while learning
 * @param band the score in a word; null while learning
 * @param anomalyScore how unusual its own behaviour is, 0 to 100; null while learning
 * @param ringScore the score of its ring, 0 to 100; 0 without one
 * @param ringId its ring; null if none
 * @param events how many events stand behind it
 * @param lastEvent when the newest of them was
 * @param tick the minute that it is as of
 * @param reasons signed points that sum to the risk score, the largest first
 * @param features every feature's value by name; null where unknown
 * @param compared every feature against others and against the account's own earlier days
 * @param learning how far learning is while there is no model; null otherwise
 * @param lists the lists that it is on now
 * @param verdict what people decided about it and stands; null for nothing
 */
record AccountView(
    String accountId,
    String status,
    @Nullable Double riskScore,
    @Nullable String band,
    @Nullable Double anomalyScore,
    double ringScore,
    @Nullable String ringId,
    long events,
    Instant lastEvent,
    Instant tick,
    List<Reason> reasons,
    Map<String, @Nullable Double> features,
    Map<String, Compared> compared,
    @Nullable Learning learning,
    List<Listed> lists,
    @Nullable StandingView verdict) {

  /**
   * How far learning is.
   *
   * @param accounts how many accounts there are in closed minutes
   * @param needed how many it takes
   */
  record Learning(int accounts, int needed) {}

  /**
   * A list that an account is on.
   *
   * @param list {@code allow} or {@code watch}
   * @param reason why, for a person
   * @param expiresAt from when on it no more is; null for never
   */
  record Listed(String list, String reason, @Nullable Instant expiresAt) {

    static Listed of(ListEntry entry) {
      return new Listed(entry.kind().word(), entry.reason(), entry.expiresAt());
    }
  }

  static AccountView of(
      KnownAccount account, List<ListEntry> entries, @Nullable StandingView verdict) {
    LiveScore live = account.live();
    List<Listed> lists = entries.stream().map(Listed::of).toList();
    Map<String, Compared> compared = Compared.of(live.vector(), account.model(), account.earlier());
    String known = live.provisional() ? "provisional" : "final";
    return live.score()
        .map(score ->
            new AccountView(
                live.vector().account().value(),
                known,
                score.risk().score(),
                score.risk().band().label(),
                score.anomaly(),
                score.ring(),
                score.ringId(),
                live.vector().events(),
                live.lastEvent(),
                live.tick().start(),
                score.risk().reasons(),
                features(live.vector()),
                compared,
                null,
                lists,
                verdict))
        .orElseGet(() ->
            new AccountView(
                live.vector().account().value(),
                "learning",
                null,
                null,
                null,
                0,
                null,
                live.vector().events(),
                live.lastEvent(),
                live.tick().start(),
                List.of(),
                features(live.vector()),
                compared,
                new Learning(account.accounts(), account.needed()),
                lists,
                verdict));
  }

  private static Map<String, @Nullable Double> features(FeatureVector vector) {
    Map<String, @Nullable Double> features = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      double value = vector.value(feature);
      features.put(feature.label(), Double.isNaN(value) ? null : value);
    }
    return features;
  }
}
