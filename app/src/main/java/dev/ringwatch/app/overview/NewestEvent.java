package dev.ringwatch.app.overview;

import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.events.StoredEvents;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When the newest stored event was, by which a page's usual time ends: a log of yesterday is shown
 * without anybody saying when it was. Known for half a minute. Safe for threads.
 */
@Component
final class NewestEvent {

  private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

  private final StoredEvents events;
  private final Clock clock;
  private volatile @Nullable Known known;

  NewestEvent(PageSources sources, Clock clock) {
    this.events = sources.events();
    this.clock = clock;
  }

  /** What was seen last, and when that was. */
  private record Known(Instant newest, Instant seen) {}

  /** When it was; the present if there is none. */
  Instant at() throws InterruptedException {
    Instant now = clock.instant();
    Known before = known;
    if (before != null && Duration.between(before.seen(), now).abs().compareTo(KNOWN_FOR) < 0) {
      return before.newest();
    }
    try {
      Instant newest = events.newest(now).orElse(null);
      if (newest == null) {
        return now;
      }
      known = new Known(newest, now);
      return newest;
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }
}
