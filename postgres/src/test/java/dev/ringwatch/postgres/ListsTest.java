package dev.ringwatch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Lists.Filter WATCHED =
      new Lists.Filter(ListKind.WATCH, Optional.empty(), Optional.empty());

  private final Lists lists = new Lists(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE listed");
  }

  private static ListEntry watched(ListedWhat what, String value, @Nullable Instant end) {
    return new ListEntry(ListKind.WATCH, what, value, "seen before", "operator 1", NOON, end);
  }

  private boolean put(ListEntry entry) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return lists.put(connection, entry);
    }
  }

  private boolean remove(ListKind kind, ListedWhat what, String value) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      return lists.remove(connection, kind, what, value);
    }
  }

  @Test
  void hasOneEntryOfAValueOnAList() throws SQLException {
    ListEntry first = watched(ListedWhat.ACCOUNT, "a", null);
    ListEntry allowed =
        new ListEntry(ListKind.ALLOW, ListedWhat.ACCOUNT, "a", "ours", "api_key 2", NOON, null);
    ListEntry second = watched(ListedWhat.ACCOUNT, "a", NOON.plusSeconds(60));
    assertThat(put(first)).isFalse();
    assertThat(put(allowed)).isFalse();
    assertThat(put(second)).isTrue();
    assertThat(lists.page(WATCHED, null, 10)).containsExactly(second);
    assertThat(lists.holding(ListedWhat.ACCOUNT, "a", NOON)).containsExactly(allowed, second);
    assertThat(lists.holding(ListedWhat.ACCOUNT, "a", NOON.plusSeconds(60)))
        .containsExactly(allowed);
    assertThat(lists.holding(ListedWhat.DEVICE, "a", NOON)).isEmpty();

    assertThat(remove(ListKind.WATCH, ListedWhat.ACCOUNT, "a")).isTrue();
    assertThat(remove(ListKind.WATCH, ListedWhat.ACCOUNT, "a")).isFalse();
    assertThat(lists.holding(ListedWhat.ACCOUNT, "a", NOON)).containsExactly(allowed);
  }

  @Test
  void givesEveryEntryOnceHoweverSmallThePages() throws SQLException {
    List<ListEntry> all = new ArrayList<>();
    for (ListedWhat what : ListedWhat.values()) {
      for (String value : List.of("A", "a", "a/b", "é", "日本")) {
        all.add(watched(what, value, null));
      }
    }
    for (ListEntry entry : all.reversed()) {
      put(entry);
    }
    for (int limit : new int[] {1, 3, 20, 21}) {
      List<ListEntry> paged = new ArrayList<>();
      List<ListEntry> page = lists.page(WATCHED, null, limit);
      while (!page.isEmpty()) {
        paged.addAll(page);
        ListEntry last = page.getLast();
        page = lists.page(WATCHED, new Lists.Place(last.what(), last.value()), limit);
      }
      assertThat(paged).as("pages of %d", limit).containsExactlyElementsOf(all);
    }
  }

  @Test
  void findsWhatIsAskedFor() throws SQLException {
    ListEntry account = watched(ListedWhat.ACCOUNT, "a", null);
    ListEntry device = watched(ListedWhat.DEVICE, "a", null);
    put(account);
    put(device);
    put(watched(ListedWhat.DEVICE, "b", null));
    assertThat(
            lists.page(
                new Lists.Filter(ListKind.WATCH, Optional.empty(), Optional.of("a")), null, 9))
        .containsExactly(account, device);
    assertThat(
            lists.page(
                new Lists.Filter(ListKind.WATCH, Optional.of(ListedWhat.DEVICE), Optional.of("a")),
                null,
                9))
        .containsExactly(device);
    assertThat(
            lists.page(
                new Lists.Filter(ListKind.ALLOW, Optional.empty(), Optional.empty()), null, 9))
        .isEmpty();
  }

  @Test
  void takesTheLongestValueAndNoLonger() throws SQLException {
    put(watched(ListedWhat.PAYMENT, "\uD83D\uDE00".repeat(250), null));
    put(watched(ListedWhat.PAYMENT, "日".repeat(500), null));
    assertThatThrownBy(() -> watched(ListedWhat.PAYMENT, "x".repeat(501), null))
        .hasMessage("value must have 1 to 500 characters, not 501");
    assertThatThrownBy(() -> watched(ListedWhat.PAYMENT, "a\0b", null))
        .hasMessageContaining("value holds a control character");
    assertThatThrownBy(() -> watched(ListedWhat.PAYMENT, "a", NOON))
        .hasMessage("expires_at 2026-11-26T12:00:00Z has passed");
  }
}
