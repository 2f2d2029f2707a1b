package dev.ringwatch.app.settings;

import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.calibrate.FalsePositiveBound;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How the threshold of accounts is calibrated. */
record CalibrationSection(
    @Setting(
            value = "the share of benign accounts that may open an incident in a day",
            least = "0.0001",
            most = "0.5")
        double maxFpr,
    @Setting(value = "with which confidence this is kept", least = "0.5", most = "0.9999")
        double confidence,
    @Setting(
            value = "how many accounts a day there are people to look at; 0 for any number",
            least = "0")
        int reviewBudget,
    @Setting(
            value =
                "what flagging a benign account costs, in missed abusive ones; 0 where costs have no"
                    + " say",
            least = "0",
            most = "1000000")
        double costRatio,
    @Setting(
            value = "how long after a calibration the next one is; 0s for never by itself",
            least = "0s")
        Duration every,
    @Setting(
            value =
                "of how many days verdicts are taken; of days before what retention keeps, none can be",
            least = "1",
            most = "365")
        int windowDays,
    @Setting(
            value =
                "how long after learning from verdicts it is asked again what they teach, or whether"
                    + " that still fits; 0s for never by itself",
            least = "0s")
        Duration learnEvery,
    @Setting(
            "whether a higher threshold holds without anybody letting it pass; a lower one never does")
        boolean autoAdjust) {

  static CalibrationSection ofDefaults() {
    CalibrationSettings defaults = CalibrationSettings.ofDefaults();
    FalsePositiveBound bound = defaults.config().bound();
    return new CalibrationSection(
        bound.maxRate(),
        bound.confidence(),
        (int) defaults.config().reviewBudget().orElse(0),
        defaults.config().costRatio().orElse(0),
        defaults.every(),
        defaults.windowDays(),
        defaults.learnEvery(),
        defaults.autoAdjust());
  }

  CalibrationSettings settings() {
    CalibrationConfig defaults = CalibrationConfig.ofDefaults();
    CalibrationConfig config =
        new CalibrationConfig(
            new FalsePositiveBound(maxFpr, confidence),
            costRatio == 0 ? OptionalDouble.empty() : OptionalDouble.of(costRatio),
            reviewBudget == 0 ? OptionalLong.empty() : OptionalLong.of(reviewBudget),
            defaults.grid(),
            defaults.resampling());
    return new CalibrationSettings(config, every, windowDays, learnEvery, autoAdjust);
  }
}
