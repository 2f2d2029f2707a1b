package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.Feature;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmbeddedDriverFaultsTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, 2);

  private static Event event(String account, String id, Instant at) {
    return Event.builder(new AccountId(account), "login", at).id(id).build();
  }

  @Test
  void setsAsideWhatBreaksAStepAndGoesOn() {
    driver.accept(0, event("anna", "1", START));
    driver.accept(0, event("bert", "2", Instant.MAX));
    driver.accept(0, event("anna", "3", START.plusSeconds(2)));
    driver.closeAllTicks();
    assertThat(driver.setAside())
        .singleElement()
        .satisfies(failed -> assertThat(failed.event().id()).isEqualTo("2"));
    assertThat(driver.vectors())
        .filteredOn(vector -> vector.account().value().equals("anna"))
        .singleElement()
        .satisfies(vector -> assertThat(vector.value(Feature.EVENTS)).isEqualTo(2));
  }

  @Test
  void saysWhyThereIsNothingToScore() {
    assertThatThrownBy(driver::finals)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no tick has closed");
    driver.accept(0, event("anna", "1", START));
    driver.closeAllTicks();
    assertThatThrownBy(driver::finals)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no model is in force");
  }
}
