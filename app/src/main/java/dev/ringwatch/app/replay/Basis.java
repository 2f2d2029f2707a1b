package dev.ringwatch.app.replay;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.alert.PolicyTimeline;
import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.postgres.StoredHashKey;
import dev.ringwatch.postgres.incident.Listings;
import dev.ringwatch.postgres.log.StoredLog;
import dev.ringwatch.postgres.results.Models;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import dev.ringwatch.postgres.verdict.Judgement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/**
 * What a server knows besides its log.
 *
 * @param hashKey what it hashes under
 * @param policies from which scores on it opens incidents
 * @param listings who is let pass, and who is watched
 * @param rings who is in the rings that live, by id
 * @param labels what people decided
 * @param models the models that can be named
 */
record Basis(
    HashKey hashKey,
    PolicyTimeline policies,
    Listings listings,
    Map<String, List<AccountId>> rings,
    Labels labels,
    NamedModels models) {

  /** What is known without a server. */
  static Basis none(IncidentPolicy policy) {
    return new Basis(
        HashKey.PUBLIC,
        PolicyTimeline.of(policy),
        Listings.none(),
        Map.of(),
        new Labels(Map.of()),
        new NamedModels(Optional.empty()));
  }

  /**
   * What a database holds.
   *
   * @param log open on that database
   * @param policy what the settings say, until a threshold is let pass
   * @param now the present, at which lists are looked at
   */
  static Basis read(DataSource database, StoredLog log, IncidentPolicy policy, Instant now)
      throws SQLException {
    return new Basis(
        new StoredHashKey(database).read().orElse(HashKey.PUBLIC),
        new ThresholdsInForce(policy).decided(log.connection()),
        Listings.all(log.connection(), now),
        rings(log),
        labels(new CalibrationLabels(database)),
        new NamedModels(Optional.of(new Models(database))));
  }

  private static Map<String, List<AccountId>> rings(StoredLog log) throws SQLException {
    Map<String, List<AccountId>> rings = new HashMap<>();
    KeptRings.livingMembers(log.connection())
        .forEach(
            (id, members) -> rings.put(id, members.stream().sorted().map(AccountId::new).toList()));
    return rings;
  }

  private static Labels labels(CalibrationLabels verdicts) throws SQLException {
    Map<AccountId, Label> labels = new LinkedHashMap<>();
    for (CalibrationLabel verdict : verdicts.between(Instant.EPOCH, Period.NEVER)) {
      if (verdict.judgement() != Judgement.UNSURE) {
        labels.put(new AccountId(verdict.account()), label(verdict));
      }
    }
    return new Labels(labels);
  }

  private static Label label(CalibrationLabel verdict) {
    return new Label(
        verdict.judgement() == Judgement.ABUSIVE,
        Optional.of(verdict.origin().word()),
        OptionalDouble.empty(),
        Optional.ofNullable(verdict.abuseType()),
        Optional.of(verdict.decidedAt()),
        Map.of());
  }

  /** The same with other labels. */
  Basis withLabels(Labels other) {
    return new Basis(hashKey, policies, listings, rings, other, models);
  }
}
