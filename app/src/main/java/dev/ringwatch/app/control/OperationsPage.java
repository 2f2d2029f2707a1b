package dev.ringwatch.app.control;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.page.Panels;
import dev.ringwatch.postgres.ConnectionPool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /operations}: whether all is well, what there is to do about, and figures of every part.
 * It holds no secrets and nothing about accounts, so that looks at it are not recorded.
 */
@Controller
final class OperationsPage {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  private final Watched watched;
  private final ControlSources sources;
  private final Kept kept;
  private final Frames frames;
  private final Clock clock;

  /**
   * What the server knows of itself at once.
   *
   * @param health how its parts are
   * @param detection how far detection is
   * @param recent figures of the last hour
   * @param pool its connections to the database
   */
  record Watched(Health health, Detection detection, RecentFigures recent, ConnectionPool pool) {

    /** The newest snapshot; empty without one, and while the folder cannot be read. */
    Optional<SnapshotFile> snapshot() {
      try {
        return detection.newestSnapshot();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * How long events are kept, and where they go then.
   *
   * @param settings as they were set
   * @param archive the archive, if there is one
   */
  record Kept(ArchiveSettings settings, Optional<Archive> archive) {}

  OperationsPage(Watched watched, ControlSources sources, Kept kept, Frames frames, Clock clock) {
    this.watched = watched;
    this.sources = sources;
    this.kept = kept;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/operations")
  ResponseEntity<String> show(@AuthenticationPrincipal OperatorCaller caller, CsrfToken token) {
    Instant now = clock.instant();
    Alarms alarms =
        new Alarms(
            new Alarms.Health(watched.health().seen(), watched.health().missing()),
            watched.detection().status(),
            watched.snapshot(),
            watched.health().deliveries(),
            Alarms.Recent.of(watched.recent()));
    return Html.page(
        "control/operations",
        new OperationsView(
            frames.frame("Operations", caller, token),
            alarms.holding(),
            PartRow.of(alarms.health().parts(), now),
            new FigureCards(alarms, watched, now),
            stored(now)));
  }

  private OperationsView.Stored stored(Instant now) {
    return new OperationsView.Stored(
        Panels.read(
            "The days of events", () -> DayTable.of(sources.partitions().sizes(), kept, now)),
        Panels.read(
            "The counts of rejected events",
            () -> RejectedCounts.of(sources.rejected().countsSince(now.minus(WEEK)), now)),
        Panels.read("What was set aside", () -> sources.setAside().countsSince(now.minus(DAY))),
        Panels.read("The silences", () -> (long) sources.silences().ahead(now).size()),
        room());
  }

  private Panel<Long> room() {
    try {
      return Panel.of(watched.health().diskFreeBytes());
    } catch (IOException e) {
      return Panel.failed("How much room is left could not be read.");
    }
  }
}
