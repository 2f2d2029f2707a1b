package dev.ringwatch.app.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalibrationLoopTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE threshold_history");
  }

  private static void look(String time, Duration every) throws SQLException {
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    CalibrationSettings settings =
        new CalibrationSettings(CalibrationConfig.ofDefaults(), every, 30, every, false);
    ThresholdDesk desk =
        new ThresholdDesk(
            DATABASE.dataSource(),
            new ThresholdsInForce(new IncidentPolicy(70, 40, 70)),
            new Calibrator(
                DATABASE.dataSource(), new CalibrationLabels(DATABASE.dataSource()), settings),
            settings,
            new Audit(new AuditLog(DATABASE.dataSource(), clock)),
            clock);
    try (CalibrationLoop loop = new CalibrationLoop(desk)) {
      loop.once();
    }
  }

  private static List<String> calibrated() throws SQLException {
    return DATABASE.texts(
        "SELECT to_char(proposed_at AT TIME ZONE 'UTC', 'DD HH24:MI') || ' ' || state || ' by ' ||"
            + " proposed_by FROM threshold_history ORDER BY id");
  }

  @Test
  void calibratesAtOnceAndThenWhenItIsTimeTo() throws SQLException {
    Duration day = Duration.ofDays(1);
    look("2026-11-26T10:00:00Z", day);
    look("2026-11-26T10:10:00Z", day);
    look("2026-11-27T09:59:00Z", day);
    look("2026-11-27T10:00:00Z", day);

    assertThat(calibrated())
        .containsExactly("26 10:00 refused by system", "27 10:00 refused by system");
  }

  @Test
  void neverDoesByItselfWhereItIsNotTo() throws SQLException {
    look("2026-11-26T10:00:00Z", Duration.ZERO);

    assertThat(calibrated()).isEmpty();
  }
}
