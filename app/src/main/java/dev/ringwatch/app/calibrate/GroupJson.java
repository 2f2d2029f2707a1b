package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.GroupErrors;
import dev.ringwatch.calibrate.Interval;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes how a threshold errs by group. Names are a contract. */
final class GroupJson {

  private GroupJson() {}

  static void add(ArrayNode groups, Findings findings) {
    double confidence = findings.config().resampling().confidence();
    for (GroupErrors errors : findings.groups()) {
      ObjectNode group =
          groups
              .addObject()
              .put("kind", errors.kind().name().toLowerCase(Locale.ROOT))
              .put("group", errors.group())
              .put("benign_audited", errors.falsePositives().benign())
              .put("flagged", errors.falsePositives().flagged());
      add(group.putObject("false_positive_rate"), errors.falsePositives().interval(confidence));
      group.put("abusive", errors.missed().abusive()).put("missed", errors.missed().count());
      add(group.putObject("missed_rate"), errors.missed().interval(confidence));
      group.put("bound_broken", errors.isBroken());
      if (errors.isBroken()) {
        group.put("warning", errors.sentence());
      } else {
        group.putNull("warning");
      }
    }
  }

  private static void add(ObjectNode node, Interval interval) {
    node.put("low", interval.low()).put("high", interval.high());
  }
}
