package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.hunt.HuntFindings.Finding;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HuntFindingsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void keepsWhoWasFoundByWhichHuntAndSinceWhen() throws Exception {
    HuntFindings findings = new HuntFindings(DATABASE.dataSource());
    Run first = new Run("bursts", NOON, 2, 2, null);
    findings.keep(first, List.of(new Finding("a", "{\"n\": 1}"), new Finding("b", "{}")));
    findings.keep(new Run("travel", NOON, 1, 1, null), List.of(new Finding("a", "{}")));
    Run second = new Run("bursts", NOON.plusSeconds(60), 1, 1, null);
    findings.keep(second, List.of(new Finding("a", "{\"n\": 2}")));
    findings.keep(new Run("broken", NOON, 0, 0, "it cannot be run"), List.of());

    assertThat(findings.lastRun("bursts")).contains(second);
    assertThat(findings.lastRun("never")).isEmpty();
    assertThat(findings.lastRuns()).containsOnlyKeys("broken", "bursts", "travel");
    assertThat(findings.hunts(List.of("a", "b", "c"), NOON))
        .isEqualTo(Map.of("a", List.of("bursts", "travel"), "b", List.of("bursts")));
    assertThat(findings.hunts(List.of("a", "b"), NOON.plusSeconds(1)))
        .isEqualTo(Map.of("a", List.of("bursts")));
    assertThat(
            DATABASE.texts(
                "SELECT concat_ws(' ', account_id, hunt, last_found_at - first_found_at, found)"
                    + " FROM hunt_findings ORDER BY 1"))
        .containsExactly(
            "a bursts 00:01:00 {\"n\": 2}", "a travel 00:00:00 {}", "b bursts 00:00:00 {}");

    findings.forgetBefore(NOON.plusSeconds(1));
    assertThat(DATABASE.texts("SELECT hunt FROM hunt_findings")).containsExactly("bursts");
  }
}
