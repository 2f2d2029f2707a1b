package dev.ringwatch.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentFiguresTest {

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = START;
  private long accepted;

  private Sample sample() {
    return new Sample(
        now, new Sample.Events(accepted, 0, 0), new Sample.Requests(0, 0), 0, 0, 0, 0);
  }

  private void pass(RecentFigures figures, int looks, long eachTime) {
    for (int i = 0; i < looks; i++) {
      now = now.plus(RecentFigures.EVERY);
      accepted += eachTime;
      figures.look();
    }
  }

  @Test
  void looksBackAsFarAsIsAskedFor() {
    try (RecentFigures figures = new RecentFigures(this::sample)) {
      figures.look();
      pass(figures, 60, 5);
      pass(figures, 6, 100);
      now = now.plusSeconds(3);
      accepted += 7;

      RecentFigures.Window minute = figures.over(Duration.ofMinutes(1));

      assertThat(minute.now().events().accepted()).isEqualTo(907);
      assertThat(minute.length()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
      assertThat(minute.now().events().accepted() - minute.from().events().accepted())
          .isEqualTo(607);
      assertThat(figures.over(Duration.ofHours(1)).from().at()).isEqualTo(START);
    }
  }

  @Test
  void keepsAnHour() {
    try (RecentFigures figures = new RecentFigures(this::sample)) {
      figures.look();
      pass(figures, 1_000, 1);

      RecentFigures.Window hour = figures.over(Duration.ofHours(1));

      assertThat(hour.length()).isEqualTo(Duration.ofHours(1));
      assertThat(hour.all()).hasSize(361).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
      assertThat(figures.over(Duration.ofDays(1)).length()).isEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void hasOneMomentBeforeAnythingHasPassed() {
    try (RecentFigures figures = new RecentFigures(this::sample)) {
      RecentFigures.Window minute = figures.over(Duration.ofMinutes(1));
      assertThat(minute.length()).isZero();
      assertThat(minute.from()).isEqualTo(minute.now());
    }
  }
}
