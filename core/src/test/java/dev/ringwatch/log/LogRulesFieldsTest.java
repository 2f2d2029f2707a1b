package dev.ringwatch.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.EventVariations;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for every component of an event, those that are new included. */
class LogRulesFieldsTest {

  static Stream<String> components() {
    return Arrays.stream(Event.class.getRecordComponents())
        .filter(component -> !component.getType().isPrimitive() && !component.getType().isEnum())
        .map(RecordComponent::getName);
  }

  @ParameterizedTest
  @MethodSource("components")
  void refuseWhatCannotBeKept(String component) {
    Object value = EventVariations.value(EventVariations.full(), component);
    assertThat(LogRules.problem(EventVariations.with(component, spoilt(value)))).isPresent();
  }

  @Test
  void keepWhatCanBeKept() {
    assertThat(LogRules.problem(EventVariations.full())).isEmpty();
  }

  private static Object spoilt(Object value) {
    return switch (value) {
      case String text -> text + '\0';
      case AccountId account -> new AccountId(account.value() + '\0');
      case Instant time -> time.plusNanos(1);
      case Map<?, ?> attributes -> Map.of("name", "half a character \ud800");
      default -> throw new AssertionError("say here what spoils " + value.getClass());
    };
  }
}
