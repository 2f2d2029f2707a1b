package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.hunt.HuntFindings.Finding;
import dev.ringwatch.postgres.hunt.HuntFindings.Run;
import dev.ringwatch.postgres.hunt.KeptFindings.KeptFinding;
import dev.ringwatch.postgres.hunt.KeptFindings.Place;
import dev.ringwatch.postgres.hunt.KeptFindings.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HuntFindingsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void keepsWhoWasFoundByWhichHuntAndSinceWhen() throws Exception {
    HuntFindings findings = new HuntFindings(DATABASE.dataSource());
    findings.keep("bursts", NOON, List.of(new Finding("a", "{\"n\": 1}"), new Finding("b", "{}")));
    findings.keep("travel", NOON, List.of(new Finding("a", "{}")));
    findings.keep("bursts", NOON.plusSeconds(60), List.of(new Finding("a", "{\"n\": 2}")));
    findings.keep(Run.failed("broken", NOON, "it cannot be run"));
    findings.keep(Run.found("bursts", NOON, 2, new Run.Accounts(2, 1)));
    Run second = Run.found("bursts", NOON.plusSeconds(60), 1, new Run.Accounts(1, 0));
    findings.keep(second);

    assertThat(findings.lastRun("bursts")).contains(second);
    findings.keep(Run.failed("bursts", NOON.plusSeconds(120), "away"));
    assertThat(findings.lastRun("bursts"))
        .contains(
            new Run(
                "bursts",
                NOON.plusSeconds(120),
                NOON.plusSeconds(60),
                0,
                new Run.Accounts(0, 0),
                "away"));
    assertThat(findings.lastRun("never")).isEmpty();
    assertThat(findings.lastRuns()).containsOnlyKeys("broken", "bursts");
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

  private static List<String> names(List<KeptFinding> findings) {
    return findings.stream().map(KeptFinding::account).toList();
  }

  @Test
  void givesWhatAHuntFoundPageByPage() throws Exception {
    HuntFindings findings = new HuntFindings(DATABASE.dataSource());
    List<Finding> three =
        Stream.of("a", "b", "c").map(name -> new Finding(name, "{\"n\": 7}")).toList();
    findings.keep("paged", NOON, three);
    findings.keep("paged", NOON.plusSeconds(60), List.of(new Finding("b", "{\"n\": 8}")));
    findings.keep("other", NOON.plusSeconds(90), three);
    KeptFindings kept = findings.kept();
    Wanted all = new Wanted("paged", Optional.empty(), Instant.EPOCH);

    List<KeptFinding> first = kept.page(all, Optional.empty(), 2);
    assertThat(first)
        .containsExactly(
            new KeptFinding("b", NOON, NOON.plusSeconds(60), "{\"n\": 8}"),
            new KeptFinding("c", NOON, NOON, "{\"n\": 7}"));
    assertThat(names(kept.page(all, Optional.of(new Place(NOON, "c")), 2))).containsExactly("a");
    assertThat(kept.page(all, Optional.of(new Place(NOON, "a")), 2)).isEmpty();
    assertThat(names(kept.page(new Wanted("paged", Optional.of("a"), NOON), Optional.empty(), 9)))
        .containsExactly("a");
    Wanted late = new Wanted("paged", Optional.empty(), NOON.plusSeconds(1));
    assertThat(names(kept.page(late, Optional.empty(), 9))).containsExactly("b");
    DATABASE.execute("DELETE FROM hunt_findings");
  }

  /** Of which there is one row for each of their accounts. */
  @Test
  void keepsManyLargeRows() throws Exception {
    HuntFindings findings = new HuntFindings(DATABASE.dataSource());
    String row = "{\"n\": \"" + "x".repeat(60_000) + "\"}";
    List<Finding> found =
        IntStream.range(0, 100).mapToObj(i -> new Finding("large" + i, row)).toList();
    findings.keep("large", NOON, found);
    assertThat(
            DATABASE.texts(
                "SELECT count(DISTINCT account_id) || ' ' || sum(length(found ->> 'n'))"
                    + " FROM hunt_findings WHERE hunt = 'large'"))
        .containsExactly("100 6000000");
    DATABASE.execute("DELETE FROM hunt_findings WHERE hunt = 'large'");
  }

  @Test
  void knowsOfWhomNoIncidentWouldBeOpened() throws Exception {
    HuntFindings findings = new HuntFindings(DATABASE.dataSource());
    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details, opened_at,"
            + " last_evidence_at, closed_at, cleared) SELECT 'hunt:' || name, 'hunt', state, false,"
            + " '{}', now(), now(), closed_at, cleared FROM (VALUES"
            + " ('open', 'open', NULL, false), ('closed', 'resolved', now(), false),"
            + " ('quiet', 'resolved', now(), true), ('again', 'resolved', now(), true),"
            + " ('again', 'open', NULL, false)) i (name, state, closed_at, cleared)");
    DATABASE.execute(
        "INSERT INTO listed (kind, what, value, reason, created_by, created_at, expires_at)"
            + " VALUES ('allow', 'account', 'ours', 'r', 'console', '2026-01-01', NULL),"
            + " ('allow', 'account', 'once', 'r', 'console', '2026-01-01', '2026-03-04'),"
            + " ('watch', 'account', 'watched', 'r', 'console', '2026-01-01', NULL)");
    List<String> all =
        List.of("open", "closed", "quiet", "again", "ours", "once", "watched", "new");
    assertThat(findings.settled(all, NOON))
        .containsExactlyInAnyOrder("open", "closed", "again", "ours");
  }
}
