package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetAsideEntriesTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final SetAsideEntries entries = new SetAsideEntries(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE set_aside, raw_events");
  }

  @Test
  void keepsEachEntryOnceWithTheFirstError() throws SQLException {
    SetAsideEntry first = SetAsideEntry.at(7, "model", "cannot be read", NOON);
    SetAsideEntry second = SetAsideEntry.at(9, SetAsideEntry.EVENT, "too far ahead", NOON);

    entries.add(List.of(first, second, SetAsideEntry.at(7, "model", "again", NOON)));
    entries.add(List.of(second, SetAsideEntry.at(9, SetAsideEntry.EVENT, "other", NOON)));
    entries.add(List.of());

    assertThat(entries.count()).isEqualTo(2);
    assertThat(entries.page(Long.MAX_VALUE, 10)).containsExactly(second, first);
    assertThat(entries.page(Long.MAX_VALUE, 1)).containsExactly(second);
  }

  @Test
  void findsTheNumberOfAnEventByItsIdentity() throws SQLException {
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action) VALUES"
            + " (3, '2026-11-26T11:00:00Z', 0, false, 'e', 'a', 'login'),"
            + " (4, '2026-11-26T11:00:01Z', 0, false, 'e', 'a', 'login')");

    entries.add(
        List.of(
            SetAsideEntry.of(NOON.minusSeconds(3_600), "e", "broke\0", NOON),
            SetAsideEntry.of(NOON, "dropped meanwhile", "broke", NOON)));

    assertThat(entries.page(Long.MAX_VALUE, 10))
        .containsExactly(SetAsideEntry.at(3, SetAsideEntry.EVENT, "broke\uFFFD", NOON));
  }

  @Test
  void forgetsWhatIsOld() throws SQLException {
    SetAsideEntry kept = SetAsideEntry.at(2, "model", "kept", NOON);
    entries.add(List.of(SetAsideEntry.at(1, "model", "old", NOON.minusSeconds(1)), kept));

    assertThat(entries.deleteBefore(NOON)).isEqualTo(1);

    assertThat(entries.page(Long.MAX_VALUE, 10)).containsExactly(kept);
  }

  @Test
  void givesPagesAndCountsByKind() throws SQLException {
    Instant noon = Instant.parse("2026-11-26T12:00:00Z");
    entries.add(
        List.of(
            SetAsideEntry.at(101, "event", "a", noon.minusSeconds(60)),
            SetAsideEntry.at(102, "model", "b", noon),
            SetAsideEntry.at(103, "event", "c", noon)));

    assertThat(entries.page(103, 1)).extracting(SetAsideEntry::seq).containsExactly(102L);
    assertThat(entries.countsSince(noon))
        .containsExactly(
            new SetAsideEntries.KindCount("event", 2, 1),
            new SetAsideEntries.KindCount("model", 1, 1));
  }
}
