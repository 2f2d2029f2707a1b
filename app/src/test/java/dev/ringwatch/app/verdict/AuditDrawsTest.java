package dev.ringwatch.app.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditRows;
import dev.ringwatch.postgres.verdict.AuditSample;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AuditDrawsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static int drawn(String time) throws SQLException {
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    AuditSample sample = new AuditSample(DATABASE.dataSource(), HashKey.PUBLIC);
    Audit audit = new Audit(new AuditLog(DATABASE.dataSource(), clock));
    try (AuditDraws draws = new AuditDraws(sample, audit, 5, clock)) {
      return draws.once();
    }
  }

  @Test
  void drawsOfADayAnHourAfterItIsOverAndRecordsIt() throws Exception {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " SELECT i, '2026-11-25T12:00:00Z', 0, false, i::text, 'u' || i, 'login'"
            + " FROM generate_series(1, 50) i");
    assertThat(drawn("2026-11-26T00:59:00Z")).as("the day before is the last").isZero();
    assertThat(drawn("2026-11-26T01:00:00Z")).isEqualTo(5);
    assertThat(drawn("2026-11-26T01:10:00Z")).isZero();
    List<String> recorded = new ArrayList<>();
    new AuditRows(DATABASE.dataSource())
        .forEach(
            null,
            null,
            row ->
                recorded.add(
                    row.action() + " " + new TreeMap<>(row.details().plain().orElseThrow())));
    assertThat(recorded).containsExactly("audit_item.draw {day=2026-11-25, items=5}");
  }
}
