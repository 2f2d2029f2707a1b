package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** Where a step is made to fail. */
  enum Place {
    APPLY_LINK,
    APPLY_CO_ACTION,
    OPEN_PROFILE,
    APPLY_PROFILE,
    TELL_LINK
  }

  /** A step that fails at one place, where the key or the input says so. */
  private static final class Failing<K, S, I, O> implements KeyedStep<K, S, I, O> {

    private final KeyedStep<K, S, I, O> step;
    private final Predicate<K> openFails;
    private final Predicate<I> applyFails;
    private final boolean tellFails;

    Failing(
        KeyedStep<K, S, I, O> step,
        Predicate<K> openFails,
        Predicate<I> applyFails,
        boolean tellFails) {
      this.step = step;
      this.openFails = openFails;
      this.applyFails = applyFails;
      this.tellFails = tellFails;
    }

    private static void failIf(boolean fails) {
      if (fails) {
        throw new IllegalStateException("made to fail");
      }
    }

    @Override
    public S open(K key) {
      failIf(openFails.test(key));
      return step.open(key);
    }

    @Override
    public void apply(S state, I input, Consumer<O> output) {
      failIf(applyFails.test(input));
      step.apply(state, input, output);
    }

    @Override
    public void tell(S state, Tick closed, Consumer<O> output) {
      failIf(tellFails);
      step.tell(state, closed, output);
    }

    @Override
    public boolean expire(S state, Cut cut) {
      return step.expire(state, cut);
    }

    @Override
    public void write(S state, BlockWriter out) throws IOException {
      step.write(state, out);
    }

    @Override
    public S read(K key, BlockReader in, IntUnaryOperator accounts) throws IOException {
      return step.read(key, in, accounts);
    }
  }

  private static Steps failing(Place place, Instant bad) {
    Steps steps = Steps.of(PipelineConfig.ofDefaults());
    Predicate<KeyUse> isBad = use -> use.event().epochMillis() == bad.toEpochMilli();
    return new Steps(
        new Failing<>(
            steps.link(),
            key -> false,
            place == Place.APPLY_LINK ? isBad : use -> false,
            place == Place.TELL_LINK),
        new Failing<>(
            steps.coAction(),
            key -> false,
            place == Place.APPLY_CO_ACTION ? isBad : use -> false,
            false),
        new Failing<>(
            steps.profile(),
            account -> place == Place.OPEN_PROFILE && account.value().equals("bad"),
            input ->
                place == Place.APPLY_PROFILE
                    && input instanceof ProfileInput.Acted acted
                    && acted.event().timestamp().equals(bad),
            false));
  }

  private static Event full(String account, String id, Instant at) {
    return Event.builder(new AccountId(account), "buy", at)
        .id(id)
        .device("shared")
        .target("target")
        .build();
  }

  @ParameterizedTest
  @EnumSource(
      value = Place.class,
      names = {"APPLY_LINK", "APPLY_CO_ACTION", "OPEN_PROFILE", "APPLY_PROFILE"})
  void goesOnWithoutTheEventThatMakesAStepFail(Place place) {
    Instant bad = START.plusSeconds(5);
    DriverLayout layout = DriverLayout.of(1, 2);
    EmbeddedDriver failing =
        new EmbeddedDriver(PipelineConfig.ofDefaults(), layout, failing(place, bad));
    for (int minute = 0; minute < 10; minute++) {
      failing.accept(0, full("anna", "a" + minute, START.plusSeconds(60L * minute)));
      failing.accept(0, full("bert", "b" + minute, START.plusSeconds(60L * minute + 1)));
      if (minute == 0) {
        failing.accept(0, full("bad", "bad", bad));
      }
    }
    failing.closeAllTicks();
    assertThat(failing.setAside())
        .isNotEmpty()
        .allSatisfy(failed -> assertThat(failed.event().id()).isEqualTo("bad"));
    assertThat(failing.closed()).contains(Tick.of(START.plusSeconds(540)));
    assertThat(failing.vectors())
        .filteredOn(vector -> !vector.account().value().equals("bad"))
        .hasSize(2)
        .allSatisfy(vector -> assertThat(vector.value(Feature.EVENTS)).isEqualTo(10));
  }

  @Test
  void answersNothingOnceATickWasClosedByHalf() {
    EmbeddedDriver broken =
        new EmbeddedDriver(
            PipelineConfig.ofDefaults(),
            DriverLayout.of(1, 1).withLiveScores(),
            failing(Place.TELL_LINK, START));
    broken.accept(0, full("anna", "1", START));
    broken.accept(0, full("bert", "2", START.plusSeconds(1)));
    assertThatThrownBy(broken::closeAllTicks)
        .isInstanceOf(BrokenDriverException.class)
        .hasMessageContaining("2026-01-05T00:00:00Z")
        .hasMessageContaining("made to fail");
    List<Runnable> calls =
        List.of(
            () -> broken.accept(0, full("anna", "3", START.plusSeconds(300))),
            () -> broken.accept(new Control.Heartbeat(START.plusSeconds(300))),
            () -> broken.liveScore(new AccountId("anna")),
            () -> broken.freeze(1).close(),
            broken::vectors,
            broken::closeAllTicks);
    for (Runnable call : calls) {
      assertThatThrownBy(call::run).isInstanceOf(BrokenDriverException.class);
    }
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
