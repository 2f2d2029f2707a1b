package dev.ringwatch.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.ring.KeptChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RingStoryTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final String THREE = "[\"a\",\"b\",\"c\"]";

  private static String said(String kind, int members, int joined, int left) {
    return RingStory.sentence(change("r", kind, null, members, joined, left), "r");
  }

  private static KeptChange change(
      String ring, String kind, @Nullable String other, int members, int joined, int left) {
    return new KeptChange(
        1,
        ring,
        NOON,
        kind,
        other,
        members,
        joined,
        left,
        joined == 0 ? "[]" : THREE,
        left == 0 ? "[]" : THREE);
  }

  @Test
  void saysInPlainWordsWhatBecameOfARing() {
    assertThat(said("found", 3, 3, 0)).isEqualTo("Found, with 3 accounts: a, b, c.");
    assertThat(said("grew", 6, 3, 0)).isEqualTo("3 accounts came: a, b, c; 6 accounts now.");
    assertThat(said("shrank", 2, 0, 3)).isEqualTo("3 accounts left: a, b, c; 2 accounts now.");
    assertThat(said("changed", 9, 3, 3))
        .isEqualTo("3 accounts came: a, b, c; 3 left: a, b, c; 9 accounts now.");
    assertThat(said("ended", 0, 0, 3)).startsWith("Ended: its accounts are no longer found");
    assertThat(said("returned", 5, 0, 0)).isEqualTo("Found again, with 5 accounts.");
    assertThat(said("returned", 5, 3, 0)).endsWith("; new: a, b, c.");
    assertThat(said("split", 3, 3, 0))
        .startsWith("Came out of another ring")
        .endsWith(": a, b, c.");
    assertThat(said("merged", 0, 0, 3)).startsWith("Ended: at least half of its accounts");
  }

  @Test
  void saysHowManyItDoesNotName() {
    assertThat(said("found", 150, 150, 0))
        .isEqualTo("Found, with 150 accounts: a, b, c and 147 more.");
  }

  @Test
  void saysWhatBecameOfOthersThatHaveToDoWithIt() {
    assertThat(RingStory.sentence(change("s", "merged", "r", 0, 0, 3), "r"))
        .isEqualTo("Another ring went into this one, or at least half of its 3 accounts did.");
    assertThat(RingStory.sentence(change("s", "split", "r", 4, 3, 0), "r"))
        .isEqualTo("Another ring came out of this one, with 4 accounts.");
  }
}
