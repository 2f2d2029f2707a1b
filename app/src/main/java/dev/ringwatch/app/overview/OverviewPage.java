package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.NotLiveException;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.ring.KeptRings;
import dev.ringwatch.postgres.ring.RingFilter;
import dev.ringwatch.risk.RiskConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: how it goes, and the riskiest accounts. */
@Controller
final class OverviewPage {

  private static final int SHOWN = 20;
  private static final int RINGS_SHOWN = 10;
  private static final long PATIENCE_SECONDS = 2;
  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  private final Detection detection;
  private final AccountPages accounts;
  private final KeptRings rings;
  private final Frames frames;
  private final Clock clock;

  OverviewPage(
      Detection detection, AccountPages accounts, KeptRings rings, Frames frames, Clock clock) {
    this.detection = detection;
    this.accounts = accounts;
    this.rings = rings;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<String> show(@AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    DetectionStatus status = detection.status();
    try {
      AccountPages.Counts counts = accounts.counts(BANDS.mediumFrom(), BANDS.highFrom());
      List<RiskyAccount> riskiest = accounts.riskiest(SHOWN);
      Overview.Facts facts =
          new Overview.Facts(status, learnedFrom(), counts, riskiest, rings(), clock.instant());
      return Html.page(
          "overview/overview", Overview.of(frames.frame("Overview", caller, token), facts));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  private Overview.Rings rings() throws SQLException {
    return new Overview.Rings(
        rings.countLiving(),
        rings.living(RingFilter.ALL, KeptRings.LivingPlace.START, RINGS_SHOWN));
  }

  /** How many accounts the model in force was learned from; empty while there is none. */
  private OptionalInt learnedFrom() {
    try {
      Optional<AnomalyModel> model =
          detection
              .ask(driver -> driver.model())
              .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .join();
      return model.map(one -> OptionalInt.of(one.trainedOn())).orElse(OptionalInt.empty());
    } catch (NotLiveException | CompletionException e) {
      // The page says in what state detection is.
      return OptionalInt.empty();
    }
  }
}
