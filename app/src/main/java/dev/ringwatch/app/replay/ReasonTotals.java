package dev.ringwatch.app.replay;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums up by reason what came to scores and what went, in tenths of points, as scores have them, so
 * that no order matters. Used by one thread.
 */
final class ReasonTotals {

  private static final double TENTHS = 10;

  private final Map<String, Total> totals = new TreeMap<>();

  private static final class Total {
    private long accountsBefore;
    private long accountsAfter;
    private long came;
    private long went;

    ReasonChange change(String name) {
      return new ReasonChange(name, accountsBefore, accountsAfter, came / TENTHS, went / TENTHS);
    }
  }

  /** Adds an account. */
  void add(AccountChange change) {
    Map<String, Long> moved = new HashMap<>();
    tenths(change.before())
        .forEach((name, points) -> {
          total(name).accountsBefore++;
          moved.merge(name, -points, Long::sum);
        });
    tenths(change.after())
        .forEach((name, points) -> {
          total(name).accountsAfter++;
          moved.merge(name, points, Long::sum);
        });
    moved.forEach((name, points) -> {
      total(name).came += Math.max(0, points);
      total(name).went += Math.max(0, -points);
    });
  }

  private Total total(String name) {
    return totals.computeIfAbsent(name, _ -> new Total());
  }

  private static Map<String, Long> tenths(Optional<AccountFinal> account) {
    Map<String, Long> tenths = new HashMap<>();
    for (Reason reason : account.map(known -> known.risk().reasons()).orElse(List.of())) {
      tenths.merge(reason.name(), Math.round(reason.points() * TENTHS), Long::sum);
    }
    return tenths;
  }

  /** What is different, the reasons that moved most points first, equal ones by name. */
  List<ReasonChange> changes() {
    return totals.entrySet().stream()
        .map(total -> total.getValue().change(total.getKey()))
        .filter(ReasonChange::isDifferent)
        .sorted(
            Comparator.comparingDouble((ReasonChange change) -> change.came() + change.went())
                .reversed()
                .thenComparing(ReasonChange::name))
        .toList();
  }
}
