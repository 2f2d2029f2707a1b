package dev.ringwatch.app.settings;

import dev.ringwatch.app.alert.AlertSettings;
import dev.ringwatch.app.alert.Networks;
import org.jspecify.annotations.Nullable;

/** How alerts are sent. */
record AlertsSection(
    @Setting(
            value =
                "networks inside that alerts may be sent to, with commas between, such as"
                    + " 10.1.0.0/16; the public Internet needs no mention",
            unset = "none")
        @Nullable Networks allowedNetworks,
    @Setting(value = "how many are under way at a time", least = "1", most = "2000") int workers,
    @Setting("the mail server that takes alerts by e-mail on") SmtpSection smtp) {

  static AlertsSection ofDefaults() {
    return new AlertsSection(null, AlertSettings.ofDefaults().workers(), SmtpSection.ofDefaults());
  }

  AlertSettings settings() {
    Networks allowed = allowedNetworks;
    return new AlertSettings(allowed == null ? Networks.none() : allowed, workers, smtp.settings());
  }
}
