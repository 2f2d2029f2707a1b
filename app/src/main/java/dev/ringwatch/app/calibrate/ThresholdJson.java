package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.Calibrated;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.Performance;
import dev.ringwatch.calibrate.RankingFigures;
import dev.ringwatch.calibrate.Refusal;
import dev.ringwatch.calibrate.ThresholdRule;
import dev.ringwatch.calibrate.WeightedShare;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code threshold.json}. Names are a contract; what is not known is null. */
public final class ThresholdJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ThresholdJson() {}

  /** Indented JSON with a line feed at the end; the same every time for the same input. */
  public static String of(Findings findings) {
    ObjectNode root = MAPPER.createObjectNode();
    Calibrated calibrated = findings.calibrated();
    addOutcome(root, calibrated);
    addBound(root, findings);
    addCandidates(root.putObject("candidates"), calibrated);
    addPerformance(root, calibrated.performance());
    addRanking(root, calibrated.ranking());
    addLabels(root.putObject("labels"), findings.labelled());
    root.put("accounts", findings.accounts());
    root.put("days", findings.days().size());
    addLaterDays(root, findings.laterDays());
    GroupJson.add(root.putArray("groups"), findings);
    root.put("seed", findings.config().resampling().seed());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void addOutcome(ObjectNode root, Calibrated calibrated) {
    switch (calibrated.outcome()) {
      case Outcome.Chosen chosen ->
          root.put("threshold", chosen.threshold())
              .put("decided_by", name(chosen.winner()))
              .put("why", chosen.sentence())
              .putNull("refused");
      case Outcome.Refused(Refusal refusal) ->
          root.putNull("threshold")
              .putNull("decided_by")
              .putNull("why")
              .putObject("refused")
              .put("code", refusal.reason().name().toLowerCase(Locale.ROOT))
              .put("sentence", refusal.sentence());
    }
  }

  private static String name(ThresholdRule rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  private static void addBound(ObjectNode root, Findings findings) {
    CalibrationConfig config = findings.config();
    root.put("max_fpr", config.bound().maxRate())
        .put("confidence", config.bound().confidence())
        .put("smallest_n", config.bound().smallestSample());
    findings
        .calibrated()
        .candidates()
        .bounded()
        .ifPresentOrElse(
            bounded ->
                root.put("n", bounded.benign())
                    .put("rank", bounded.rank())
                    .put("violation_probability", bounded.violation()),
            () -> root.putNull("n").putNull("rank").putNull("violation_probability"));
  }

  private static void addCandidates(ObjectNode candidates, Calibrated calibrated) {
    for (ThresholdRule rule : ThresholdRule.values()) {
      Performance performance = calibrated.performances().get(rule);
      if (performance == null) {
        candidates.putNull(name(rule));
      } else {
        ObjectNode candidate = candidates.putObject(name(rule));
        candidate.put("threshold", performance.threshold());
        addPerformance(candidate, Optional.of(performance));
      }
    }
    calibrated
        .candidates()
        .cost()
        .ifPresent(cost ->
            candidates
                .withObject("/" + name(ThresholdRule.COST))
                .put("cost_per_account", cost.cost()));
  }

  private static void addPerformance(ObjectNode node, Optional<Performance> performance) {
    addShare(node, "recall", performance.flatMap(Performance::recall));
    addShare(node, "precision", performance.flatMap(Performance::precision));
    performance.ifPresentOrElse(
        it -> node.put("flagged_accounts", it.accounts()), () -> node.putNull("flagged_accounts"));
  }

  private static void addShare(ObjectNode node, String name, Optional<WeightedShare> share) {
    share.ifPresentOrElse(
        it ->
            addInterval(node.putObject(name).put("value", it.value()), Optional.of(it.interval()))
                .put("labels", it.accounts()),
        () -> node.putNull(name));
  }

  private static ObjectNode addInterval(ObjectNode node, Optional<Interval> interval) {
    return interval
        .map(it -> node.put("low", it.low()).put("high", it.high()))
        .orElseGet(() -> node.putNull("low").putNull("high"));
  }

  private static void addRanking(ObjectNode root, Optional<RankingFigures> ranking) {
    ranking.ifPresentOrElse(
        it -> {
          addInterval(root.putObject("roc_auc").put("value", it.rocAuc()), it.rocAucInterval());
          addInterval(
              root.putObject("average_precision").put("value", it.averagePrecision()),
              it.averagePrecisionInterval());
        },
        () -> root.putNull("roc_auc").putNull("average_precision"));
  }

  private static void addLabels(ObjectNode node, LabelledAccounts labelled) {
    long audited =
        labelled.accounts().stream()
            .filter(account -> account.score().audited() && !account.label().abusive())
            .count();
    node.put("abusive", labelled.count(true))
        .put("benign", labelled.count(false))
        .put("benign_audited", audited)
        .put("skipped", labelled.skipped())
        .put("weighted", labelled.isWeighted());
  }

  private static void addLaterDays(ObjectNode root, Optional<LaterDays> later) {
    later.ifPresentOrElse(
        it -> {
          FalsePositiveCheck check = it.check();
          root.putObject("later_days")
              .put("from", it.from().toString())
              .put("threshold_before", it.threshold())
              .put("benign", check.benign())
              .put("flagged", check.flagged())
              .put("p_value", check.pValue());
        },
        () -> root.putNull("later_days"));
  }
}
