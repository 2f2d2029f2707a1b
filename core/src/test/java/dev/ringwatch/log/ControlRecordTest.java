package dev.ringwatch.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import org.junit.jupiter.api.Test;

class ControlRecordTest {

  @Test
  void refusesAKindOfNothing() {
    assertThatThrownBy(() -> new ControlRecord("", new Tick(0), "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
  }
}
