package dev.ringwatch.calibrate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The thresholds that were asked for; empty is one that was not asked for, or that there is none
 * of.
 *
 * @param bounded keeps the bound on false positives
 * @param cost costs least
 * @param budget can be looked at
 */
public record Candidates(
    Optional<BoundedThreshold> bounded,
    Optional<CostThreshold> cost,
    Optional<BudgetThreshold> budget) {

  /** The thresholds by who asks for them, in the order of the rules. */
  public Map<ThresholdRule, Double> thresholds() {
    Map<ThresholdRule, Double> thresholds = new EnumMap<>(ThresholdRule.class);
    bounded.ifPresent(of -> thresholds.put(ThresholdRule.FALSE_POSITIVE_BOUND, of.threshold()));
    cost.ifPresent(of -> thresholds.put(ThresholdRule.COST, of.threshold()));
    budget.ifPresent(of -> thresholds.put(ThresholdRule.REVIEW_BUDGET, of.threshold()));
    return thresholds;
  }
}
