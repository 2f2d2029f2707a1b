package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.HuntFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What hunts tell an account at a tick, slow and obvious: of each hunt the last that was said to
 * stand by then, unless its time is over.
 *
 * @param changes in the order of the log
 */
record SerialFindings(List<Control.ChangeFindings> changes) {

  SerialFindings {
    changes = List.copyOf(changes);
  }

  List<HuntFinding> of(AccountId account, Tick tick) {
    TreeMap<String, Control.ChangeFindings> byHunt = new TreeMap<>();
    for (Control.ChangeFindings change : changes) {
      Control.ChangeFindings before = byHunt.get(change.findings().hunt());
      boolean isLater =
          before == null || change.effectiveFrom().compareTo(before.effectiveFrom()) >= 0;
      if (change.effectiveFrom().compareTo(tick) <= 0 && isLater) {
        byHunt.put(change.findings().hunt(), change);
      }
    }
    List<HuntFinding> told = new ArrayList<>();
    for (Control.ChangeFindings change : byHunt.values()) {
      boolean stands = tick.compareTo(change.findings().until()) < 0;
      if (stands && change.findings().accounts().contains(account)) {
        told.add(new HuntFinding(change.findings().hunt(), change.findings().points()));
      }
    }
    return told;
  }
}
