package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.kit.generate.GeneratedDay;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacedDayTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final int BATCH = 100;

  private final GeneratedDay day = Days.before(NOW, 1_000, 8_000, 1);
  private final DayPlan plan = DayPlan.of(day, Days.startBefore(NOW), BATCH);

  @Test
  void countsWhatTheServerIsToRemember() {
    assertThat(plan.hours()).hasSize(24);
    DayPlan.Contents end = plan.hours().getLast();
    assertThat(end.accounts()).isBetween(900L, 1_100L);
    assertThat(end.events()).isBetween(7_900L, 8_100L);
    assertThat(end.keys()).isGreaterThan(end.accounts());
    assertThat(plan.due()).isSorted().hasSize((int) Math.ceil(end.events() / (double) BATCH));
  }

  @Test
  void sendsTheHoursThatWereAskedForAndSaysWhenEachHasEnded(@TempDir Path folder) throws Exception {
    List<String> seen = new ArrayList<>();
    try (BodyFile bodies = BodyFile.write(folder.resolve("bodies"), day, BATCH)) {
      PacedDay paced = new PacedDay(bodies, plan, 1e9, 3, (hour, _) -> seen.add("hour " + hour));
      Batch batch = new Batch();
      while (paced.next(batch)) {
        seen.add("batch");
      }
    }
    assertThat(seen).endsWith("hour 2").contains("hour 0", "hour 1");
    assertThat(seen.stream().filter("batch"::equals)).hasSize(plan.batchesWithin(3));
  }
}
