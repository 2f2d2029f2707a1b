package dev.ringwatch.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts of event logs are no better than the events that they are tried with. */
class AwkwardEventsTest {

  private static final List<Event> EVENTS = new AwkwardEvents(1).next(200);

  static Stream<RecordComponent> components() {
    return Stream.of(Event.class.getRecordComponents());
  }

  @ParameterizedTest
  @MethodSource("components")
  void variesEveryField(RecordComponent component)
      throws IllegalAccessException, InvocationTargetException {
    Set<@Nullable Object> values = new HashSet<>();
    for (Event event : EVENTS) {
      values.add(component.getAccessor().invoke(event));
    }
    assertThat(values).hasSizeGreaterThan(1);
  }
}
