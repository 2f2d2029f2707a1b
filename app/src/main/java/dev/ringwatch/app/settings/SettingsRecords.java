package dev.ringwatch.app.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and makes the records that hold settings, component by component. */
final class SettingsRecords {

  private SettingsRecords() {}

  /** The key of a component: {@code max-body} of {@code maxBody}. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Whether a component holds a group of settings. */
  static boolean isSection(RecordComponent component) {
    return component.getType().isRecord() && !ValueType.isKnown(component.getType());
  }

  /** What is said of a component. */
  static Setting said(RecordComponent component) {
    Setting said = component.getAnnotation(Setting.class);
    if (said == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getSimpleName()
              + "."
              + component.getName()
              + " needs a @Setting that says what it is");
    }
    return said;
  }

  /** The value of a component; null if there is none. */
  static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /**
   * A record with other values.
   *
   * @param defaults has the values of all others
   * @param section its name
   * @param texts what is set, by the whole names of settings
   * @throws IllegalArgumentException if a text is not a value of its setting
   */
  static <T extends Record> T with(
      T defaults, String section, Function<String, @Nullable String> texts) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = section + "." + key(components[i]);
      @Nullable Object value = value(defaults, components[i]);
      types[i] = components[i].getType();
      if (isSection(components[i]) && value instanceof Record inner) {
        values[i] = with(inner, name, texts);
      } else {
        String text = texts.apply(name);
        values[i] = text == null ? value : ValueType.of(types[i]).read().apply(text);
      }
    }
    return made(defaults, types, values);
  }

  @SuppressWarnings("unchecked") // it is of the class that it is made by
  private static <T extends Record> T made(T like, Class<?>[] types, @Nullable Object[] values) {
    try {
      Constructor<?> constructor = like.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (T) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(like.getClass() + " cannot be made", e);
    }
  }
}
