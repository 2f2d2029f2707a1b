package dev.ringwatch.app.learned;

import dev.ringwatch.learn.JudgedAccount;
import dev.ringwatch.learn.ScoredAccount;
import dev.ringwatch.postgres.verdict.JudgedFeatures;
import dev.ringwatch.risk.RiskBlend;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Accounts that somebody decided about, as they were then, each once.
 *
 * @param accounts by id
 */
record Judgements(List<JudgedAccount> accounts) {

  Judgements {
    accounts = List.copyOf(accounts);
  }

  /** Those about which a verdict stands. */
  static Judgements of(JudgedFeatures features, RiskBlend blend) throws SQLException {
    return new Judgements(
        features.standing().stream().map(judged -> account(judged, blend)).toList());
  }

  private static JudgedAccount account(JudgedFeatures.Judged judged, RiskBlend blend) {
    double risk = blend.score(judged.anomaly(), judged.ring(), List.of());
    ScoredAccount scored = new ScoredAccount(judged.vector(), risk, judged.ring());
    String ring = judged.ringId();
    return new JudgedAccount(
        scored,
        new JudgedAccount.Verdict(
            judged.abusive(), judged.audited(), judged.inclusionProbability(), judged.at()),
        ring == null ? scored.account().value() : ring);
  }

  int size() {
    return accounts.size();
  }

  /** When the newest was decided; there must be one. */
  Instant until() {
    return accounts.stream()
        .map(one -> one.verdict().at())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  List<JudgedAccount> after(Instant time) {
    return accounts.stream().filter(one -> one.verdict().at().isAfter(time)).toList();
  }
}
