package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others rely on in the order of the kinds. */
class LinkKeyKindTest {

  private static final List<LinkKeyKind> KINDS = List.of(LinkKeyKind.values());

  @Test
  void putsCoActionsLast() {
    assertThat(KINDS.stream().filter(kind -> !kind.isStatic()))
        .containsExactly(KINDS.getLast())
        .containsExactly(LinkKeyKind.CO_ACTION);
  }

  @Test
  void putsKindsOfOneFamilySideBySide() {
    List<LinkKeyKind.Family> runs = new ArrayList<>();
    for (LinkKeyKind kind : KINDS) {
      if (runs.isEmpty() || runs.getLast() != kind.family()) {
        runs.add(kind.family());
      }
    }
    assertThat(runs).doesNotHaveDuplicates().containsExactlyInAnyOrder(LinkKeyKind.Family.values());
  }

  @Test
  void numbersKindsInTheirOrderAndNamesEachOnce() {
    assertThat(KINDS.stream().map(LinkKeyKind::index)).isSorted().startsWith(0);
    assertThat(Arrays.stream(LinkKeyKind.values()).map(LinkKeyKind::label))
        .doesNotHaveDuplicates()
        .allMatch(label -> label.matches("[a-z]+(-[a-z]+)*"));
  }
}
