package dev.ringwatch.app.summary;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.ring.RingFilter;
import java.time.Clock;
import java.util.List;

/**
 * What the overview shows, as it was read; each part can fail alone.
 *
 * @param standing how the server stands
 * @param figures what was counted
 * @param quality how well scores tell abuse
 * @param rings the worst rings
 * @param accounts the riskiest accounts
 */
record SummaryFacts(
    Standing standing,
    Panel<Figures> figures,
    Panel<Quality> quality,
    Panel<List<KeptRing>> rings,
    Panel<List<RiskyAccount>> accounts) {

  private static final int RINGS = 10;
  private static final int ACCOUNTS = 8;

  /** Reads the facts. Safe for threads. */
  static final class Reader {

    private final SummarySources sources;
    private final Detection detection;
    private final Health health;
    private final CalibrationSettings calibration;
    private final Clock clock;

    Reader(
        SummarySources sources,
        Detection detection,
        Health health,
        CalibrationSettings calibration,
        Clock clock) {
      this.sources = sources;
      this.detection = detection;
      this.health = health;
      this.calibration = calibration;
      this.clock = clock;
    }

    /** As it is now. */
    SummaryFacts read(Period period) {
      Standing standing =
          new Standing(
              detection.status(),
              detection.figures().modelAccounts(),
              health.lag(),
              period,
              calibration.config().bound().maxRate(),
              clock.instant());
      return new SummaryFacts(
          standing,
          Panels.read(
              "The figures",
              () ->
                  sources
                      .figures()
                      .read(period.from(standing.now()), period.step(), period.steps())),
          Panels.read("The quality of scores", () -> Quality.read(sources.database())),
          Panels.read(
              "The worst rings",
              () -> sources.rings().living(RingFilter.ALL, KeptRings.LivingPlace.START, RINGS)),
          Panels.read("The riskiest accounts", () -> sources.accounts().riskiest(ACCOUNTS)));
    }
  }
}
