package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectedEventsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final RejectedEvents rejected = new RejectedEvents(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE rejected_events");
  }

  @Test
  void keepsThemInOrder() throws SQLException {
    RejectedEvent first = new RejectedEvent(NOON, 7L, 3, "too old", "{\"action\":\"login\"}");
    RejectedEvent second = new RejectedEvent(NOON, null, 0, "no account", "{}");

    rejected.add(List.of(first, second));
    rejected.add(List.of());

    assertThat(rejected.latest(10)).containsExactly(second, first);
    assertThat(rejected.latest(1)).containsExactly(second);
  }

  @Test
  void keepsTextThatNoColumnHolds() throws SQLException {
    rejected.add(List.of(new RejectedEvent(NOON, null, 0, "bad", "a\0b\uD800c\uD83D\uDE00")));

    assertThat(rejected.latest(1).getFirst().text()).isEqualTo("a�b�c😀");
  }

  @Test
  void cutsLongTextBetweenCharacters() throws SQLException {
    String text = "x".repeat(RejectedEvents.MAX_TEXT_LENGTH - 1) + "😀";

    rejected.add(List.of(new RejectedEvent(NOON, null, 0, "long", text)));

    assertThat(rejected.latest(1).getFirst().text())
        .isEqualTo("x".repeat(RejectedEvents.MAX_TEXT_LENGTH - 1) + "�");
  }

  @Test
  void forgetsWhatIsOld() throws SQLException {
    RejectedEvent old = new RejectedEvent(NOON.minusSeconds(1), null, 0, "old", "");
    RejectedEvent kept = new RejectedEvent(NOON, null, 0, "kept", "");
    rejected.add(List.of(old, kept));

    assertThat(rejected.deleteBefore(NOON)).isEqualTo(1);

    assertThat(rejected.latest(10)).containsExactly(kept);
  }
}
