package dev.ringwatch.event;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Events with every component there, by reflection, so that a new component is among them by
 * itself.
 */
public final class EventVariations {

  private static final RecordComponent[] COMPONENTS = Event.class.getRecordComponents();
  private static final Instant TIME = Instant.parse("2026-01-05T10:00:00.123456Z");

  /**
   * An event that differs from {@link #full} in one component.
   *
   * @param component the component's name
   * @param event the event
   */
  public record Variation(String component, Event event) {}

  private EventVariations() {}

  /** An event that lacks nothing; no two of its texts are equal. */
  public static Event full() {
    return with("", "");
  }

  /** For each component in order, the full event with another value of it. */
  public static List<Variation> all() {
    List<Variation> variations = new ArrayList<>();
    for (int i = 0; i < COMPONENTS.length; i++) {
      String name = COMPONENTS[i].getName();
      variations.add(new Variation(name, with(name, value(COMPONENTS[i], i, true))));
    }
    return variations;
  }

  /** The value of an event's component. */
  public static Object value(Event event, String component) {
    try {
      return Event.class.getMethod(component).invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("an event has no public " + component, e);
    }
  }

  /** The full event with another value of one component. */
  public static Event with(String component, Object value) {
    Object[] values = new Object[COMPONENTS.length];
    for (int i = 0; i < values.length; i++) {
      boolean other = COMPONENTS[i].getName().equals(component);
      values[i] = other ? value : value(COMPONENTS[i], i, false);
    }
    Class<?>[] types =
        Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return Event.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("an event has no public constructor of all its components", e);
    }
  }

  private static Object value(RecordComponent component, int place, boolean other) {
    String text = component.getName() + (other ? " other" : " one");
    Class<?> type = component.getType();
    if (type == String.class) {
      return text;
    } else if (type == AccountId.class) {
      return new AccountId(text);
    } else if (type == Instant.class) {
      return TIME.minusSeconds(86_400L * place + (other ? 1 : 0));
    } else if (type == Outcome.class) {
      return other ? Outcome.FAILURE : Outcome.SUCCESS;
    } else if (type == boolean.class) {
      return !other;
    } else if (type == Map.class) {
      return Map.of(text, "value");
    }
    throw new AssertionError("say here what values " + component + " may have");
  }
}
