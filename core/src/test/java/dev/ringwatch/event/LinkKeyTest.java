package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkKeyTest {

  @Test
  void standsInEvidenceByKindAndThenByValue() {
    List<LinkKey> inOrder =
        List.of(
            new LinkKey(LinkKeyKind.PAYMENT, "z"),
            new LinkKey(LinkKeyKind.DEVICE, "a"),
            new LinkKey(LinkKeyKind.DEVICE, "b"),
            new LinkKey(LinkKeyKind.CO_ACTION, "a"));
    assertThat(inOrder.reversed().stream().sorted()).isEqualTo(inOrder);
    assertThat(new LinkKey(LinkKeyKind.IP, "a").compareTo(new LinkKey(LinkKeyKind.IP, "a")))
        .isZero();
  }

  @Test
  void isSaidInOneLine() {
    assertThat(new LinkKey(LinkKeyKind.CO_ACTION, "like\tpost\r\n9"))
        .hasToString("co-action like post  9");
  }

  @Test
  void refusesAValueOfNothing() {
    assertThatThrownBy(() -> new LinkKey(LinkKeyKind.DEVICE, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("device");
  }
}
