package dev.ringwatch.app.settings;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.risk.RiskConfig;

/** From where on people are told. */
record IncidentsSection(
    @Setting(
            value = "the risk score from which an incident of an account is opened",
            least = "0",
            most = "100")
        int accountFrom,
    @Setting(
            value = "the score from which an incident of a ring is opened",
            least = "0",
            most = "100")
        int ringFrom) {

  static IncidentsSection ofDefaults() {
    int high = (int) RiskConfig.ofDefaults().highFrom();
    return new IncidentsSection(high, high);
  }

  IncidentPolicy policy() {
    return new IncidentPolicy(accountFrom, ringFrom);
  }
}
