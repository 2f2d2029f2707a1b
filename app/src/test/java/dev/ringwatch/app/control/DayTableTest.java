package dev.ringwatch.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.archive.ArchiveConfiguration.ArchiveSettings;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DayTableTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private static DayTable table(int retention, EventPartitions.Size... sizes) {
    OperationsPage.Kept kept =
        new OperationsPage.Kept(new ArchiveSettings(Optional.empty(), retention), Optional.empty());
    return DayTable.of(List.of(sizes), kept, NOW);
  }

  private static EventPartitions.Size day(int back, long rows) {
    return new EventPartitions.Size(TODAY.minusDays(back), rows, 1_500_000);
  }

  @Test
  void showsTheNewestFirstWithoutEmptyDaysToCome() {
    DayTable table = table(3, day(2, 10), day(0, 20), day(-1, 0), day(-2, 7));
    assertThat(table.rows())
        .extracting(row -> row.day() + " " + row.note())
        .containsExactly("2026-11-28 ", "2026-11-26 today", "2026-11-24 ");
    assertThat(table.sum())
        .isEqualTo("3 days with about 37 events, 6.0\u00a0MB with their indexes");
    assertThat(table.next()).isEqualTo("2026-11-24 goes in 2 days");
  }

  @Test
  void saysWhatGoesNext() {
    assertThat(table(2, day(2, 1)).next()).isEqualTo("2026-11-24 goes tomorrow");
    assertThat(table(2, day(2, 1)).rows().getFirst().note()).isEqualTo("goes tomorrow");
    assertThat(table(1, day(2, 1)).next()).isEqualTo("2026-11-24 goes within the hour");
    assertThat(table(1).next()).isEqualTo("nothing is there that could go");
  }
}
