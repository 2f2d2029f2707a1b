package dev.ringwatch.postgres.ring;

import static dev.ringwatch.postgres.ring.Rings.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.ring.RingChange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RingDiffTest {

  private static final Map<String, Set<String>> NONE = Map.of();

  private static RingChange change(
      String ring,
      Kind kind,
      @Nullable String other,
      int members,
      List<String> joined,
      List<String> left) {
    return new RingChange(ring, kind, other, members, joined, left);
  }

  @Test
  void saysNothingOfWhatIsAsItWas() {
    Map<String, Set<String>> rings = Map.of("r1", set("a", "b"), "r2", set("c", "d"));
    assertThat(RingDiff.between(rings, NONE, rings)).isEmpty();
    assertThat(RingDiff.between(NONE, rings, NONE)).as("ended long ago").isEmpty();
  }

  @Test
  void saysWhoCameAndWhoWent() {
    Map<String, Set<String>> before =
        Map.of("r1", set("a", "b"), "r2", set("c", "d", "e"), "r3", set("f", "g"));
    Map<String, Set<String>> now =
        Map.of("r1", set("a", "b", "z", "y"), "r2", set("c", "d"), "r3", set("f", "h"));
    assertThat(RingDiff.between(before, NONE, now))
        .containsExactly(
            change("r1", Kind.GREW, null, 4, List.of("y", "z"), List.of()),
            change("r2", Kind.SHRANK, null, 2, List.of(), List.of("e")),
            change("r3", Kind.CHANGED, null, 2, List.of("h"), List.of("g")));
  }

  @Test
  void tellsABeginningFromASplitByWhereHalfOfTheMembersWere() {
    Map<String, Set<String>> before = Map.of("r1", set("a", "b", "c", "d", "e"));
    Map<String, Set<String>> now =
        Map.of("r1", set("a", "b", "c"), "half", set("d", "x"), "less", set("e", "u", "v"));
    assertThat(RingDiff.between(before, NONE, now))
        .containsExactly(
            change("half", Kind.SPLIT, "r1", 2, List.of("d", "x"), List.of()),
            change("less", Kind.FOUND, null, 3, List.of("e", "u", "v"), List.of()),
            change("r1", Kind.SHRANK, null, 3, List.of(), List.of("d", "e")));
  }

  @Test
  void tellsAnEndFromAMergerByWhereHalfOfTheMembersAre() {
    Map<String, Set<String>> before =
        Map.of("half", set("d", "x"), "less", set("e", "u", "v"), "r1", set("a", "b"));
    Map<String, Set<String>> now = Map.of("r1", set("a", "b", "d", "e"));
    assertThat(RingDiff.between(before, NONE, now))
        .containsExactly(
            change("half", Kind.MERGED, "r1", 0, List.of(), List.of("d", "x")),
            change("less", Kind.ENDED, null, 0, List.of(), List.of("e", "u", "v")),
            change("r1", Kind.GREW, null, 4, List.of("d", "e"), List.of()));
  }

  @Test
  void namesTheFirstOfTwoRingsThatHaveHalfEach() {
    Map<String, Set<String>> before = Map.of("gone", set("a", "b", "c", "d"));
    Map<String, Set<String>> now = Map.of("r2", set("a", "b"), "r1", set("c", "d"));
    assertThat(RingDiff.between(before, NONE, now).getFirst())
        .isEqualTo(change("gone", Kind.MERGED, "r1", 0, List.of(), List.of("a", "b", "c", "d")));
  }

  @Test
  void comparesARingThatIsBackWithWhatItWasAtItsEnd() {
    assertThat(
            RingDiff.between(
                Map.of("r2", set("b", "c")),
                Map.of("r1", set("a", "b")),
                Map.of("r1", set("b", "c"))))
        .containsExactly(
            change("r1", Kind.RETURNED, null, 2, List.of("c"), List.of("a")),
            change("r2", Kind.MERGED, "r1", 0, List.of(), List.of("b", "c")));
  }
}
