package dev.ringwatch.app.settings;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.risk.RiskConfig;

/** From where on people are told. */
record IncidentsSection(
    @Setting(
            value =
                "the risk score from which an incident of an account is opened, until a threshold is"
                    + " let pass",
            least = "0",
            most = "100")
        int accountFrom,
    @Setting(
            value = "the same of an account on the list watch, if it is less",
            least = "0",
            most = "100")
        int watchedFrom,
    @Setting(
            value =
                "the score from which an incident of a ring is opened, until a threshold is let pass",
            least = "0",
            most = "100")
        int ringFrom) {

  static IncidentsSection ofDefaults() {
    int high = (int) RiskConfig.ofDefaults().highFrom();
    int medium = (int) RiskConfig.ofDefaults().mediumFrom();
    return new IncidentsSection(high, medium, high);
  }

  IncidentPolicy policy() {
    return new IncidentPolicy(accountFrom, Math.min(watchedFrom, accountFrom), ringFrom);
  }
}
