package dev.ringwatch.calibrate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says why a calibration comes to no threshold.
 *
 * @param labels all of them
 * @param audited how many benign accounts come from the random audit
 * @param config what was asked for
 */
record Refusals(List<LabelledScore> labels, int audited, CalibrationConfig config) {

  /** Why no threshold can be given; empty if one can. */
  Optional<Refusal> of(Candidates candidates) {
    long abusive = labels.stream().filter(LabelledScore::abusive).count();
    if (labels.isEmpty()) {
      return refuse(Refusal.Reason.NO_LABELS, "there are no labels to calibrate on");
    }
    if (abusive == 0 || abusive == labels.size()) {
      String same = abusive == 0 ? "benign" : "abusive";
      return refuse(
          Refusal.Reason.ONE_CLASS,
          all() + " say " + same + "; a threshold needs abusive and benign accounts");
    }
    double first = labels.getFirst().score();
    if (labels.stream().allMatch(label -> label.score() == first)) {
      return refuse(
          Refusal.Reason.EQUAL_SCORES,
          all() + " are of a score of " + number(first) + ", so no threshold tells accounts apart");
    }
    return ofBound(candidates).or(() -> ofOthers(candidates));
  }

  private Optional<Refusal> ofBound(Candidates candidates) {
    if (candidates.bounded().isPresent()) {
      return Optional.empty();
    }
    String needed =
        config.bound().words() + " needs at least " + count(config.bound().smallestSample());
    if (audited == 0) {
      return refuse(
          Refusal.Reason.NO_AUDIT,
          "no benign account is known to be of a random audit, and only those can carry a bound on"
              + " false positives; "
              + needed);
    }
    if (audited < config.bound().smallestSample()) {
      return refuse(
          Refusal.Reason.TOO_FEW,
          count(audited) + " benign accounts of the random audit are too few: " + needed);
    }
    return refuse(
        Refusal.Reason.NO_ROOM,
        "of the "
            + count(audited)
            + " benign accounts of the random audit so many score "
            + number(config.grid().highest())
            + " that no threshold keeps "
            + config.bound().words());
  }

  private Optional<Refusal> ofOthers(Candidates candidates) {
    if (config.costRatio().isPresent() && candidates.cost().isEmpty()) {
      return refuse(
          Refusal.Reason.NO_ROOM,
          "flagging nobody costs least when a wrong flag costs "
              + number(config.costRatio().getAsDouble())
              + " misses");
    }
    if (config.reviewBudget().isPresent() && candidates.budget().isEmpty()) {
      return refuse(
          Refusal.Reason.NO_ROOM,
          "more than "
              + count(config.reviewBudget().getAsLong())
              + " accounts of a day score "
              + number(config.grid().highest())
              + ", so no threshold keeps the review budget");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refuse(Refusal.Reason reason, String sentence) {
    return Optional.of(new Refusal(reason, sentence));
  }

  private String all() {
    return "all " + count(labels.size()) + " labels";
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value) {
    return Share.number(value);
  }
}
