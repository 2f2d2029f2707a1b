package dev.ringwatch.app.settings;

import dev.ringwatch.app.settings.KnownSetting.Absence;
import dev.ringwatch.app.settings.KnownSetting.Use;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;

/** All settings that there are, in the order of the records that hold them. */
final class KnownSettings {

  /** The only object. */
  static final KnownSettings ALL = new KnownSettings();

  /** How much loggers log; any of them can be named there. */
  static final String LEVELS = "logging.level";

  private static final String ANY_LOGGER = "LOGGER";

  private final Map<String, KnownSetting> settings = new LinkedHashMap<>();
  private final Map<String, KnownSetting> variables = new LinkedHashMap<>();
  private final Map<String, String> sections = new LinkedHashMap<>();
  private final KnownSetting anyLevel;

  private KnownSettings() {
    addSection("ringwatch", "Ringwatch itself", ServerSettings.ofDefaults());
    addSection("server", "where it listens", ListenSettings.ofDefaults());
    sections.put("logging", "what is written to the standard output");
    sections.put(LEVELS, "from which level on it is written, by logger");
    add(level("root", "everything that nothing else here is said of", "warn", true));
    add(level("dev.ringwatch", "what Ringwatch itself has to say", "info", true));
    anyLevel = level(ANY_LOGGER, "a package or class, such as org.flywaydb", "that of root", false);
  }

  private static KnownSetting level(String key, String meaning, String absent, boolean isValue) {
    return new KnownSetting(
        LEVELS,
        key,
        meaning,
        AllowedValue.any(ValueType.of(LogLevel.class)),
        new Absence(absent, isValue),
        Use.PLAIN);
  }

  private void addSection(String name, String meaning, Record defaults) {
    sections.put(name, meaning);
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      Setting said = SettingsRecords.said(component);
      String key = SettingsRecords.key(component);
      @Nullable Object standard = SettingsRecords.value(defaults, component);
      if (SettingsRecords.isSection(component) && standard instanceof Record section) {
        addSection(name + "." + key, said.value(), section);
      } else {
        ValueType type = ValueType.of(component.getType());
        AllowedValue value = new AllowedValue(type, said.least(), said.most());
        addOne(name, key, said, value, absence(type, standard, said));
      }
    }
  }

  private static Absence absence(ValueType type, @Nullable Object standard, Setting said) {
    if (standard == null && said.unset().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + said.value() + "' has no default and does not say what holds while it is unset");
    }
    return standard == null
        ? new Absence(said.unset(), false)
        : new Absence(type.write().apply(standard), true);
  }

  private void addOne(
      String section, String key, Setting said, AllowedValue value, Absence absence) {
    Use use = said.secret() ? Use.SECRET : Use.PLAIN;
    add(new KnownSetting(section, key, said.value(), value, absence, use));
    if (said.secret()) {
      add(
          new KnownSetting(
              section,
              key + KnownSetting.FILE,
              "a file that holds " + key + ", in one line",
              AllowedValue.any(ValueType.of(Path.class)),
              absence,
              Use.SECRET_FILE));
    }
  }

  private void add(KnownSetting setting) {
    settings.put(setting.name(), setting);
    if (variables.put(setting.variable(), setting) != null) {
      throw new IllegalStateException("two settings are set by " + setting.variable());
    }
  }

  /** All of them; of loggers those that have a default, and one that stands for any. */
  List<KnownSetting> all() {
    List<KnownSetting> all = new ArrayList<>(settings.values());
    all.add(anyLevel);
    return all;
  }

  /** Those that have a default or could be set, and the loggers among some names. */
  List<KnownSetting> allWith(Collection<String> names) {
    List<KnownSetting> all = new ArrayList<>(settings.values());
    for (String name : names) {
      if (!settings.containsKey(name)) {
        find(name).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Groups of settings, and what is said of them. */
  Map<String, String> sections() {
    return Collections.unmodifiableMap(sections);
  }

  /** The setting of a whole name, such as {@code ringwatch.retention}. */
  Optional<KnownSetting> find(String name) {
    KnownSetting known = settings.get(name);
    return known == null ? findLevel(name, LEVELS + ".") : Optional.of(known);
  }

  /** The setting of a variable, such as {@code RINGWATCH_RETENTION}. */
  Optional<KnownSetting> ofVariable(String name) {
    KnownSetting known = variables.get(name);
    String levels = anyLevel.variable().replace(ANY_LOGGER, "");
    return known == null ? findLevel(name, levels) : Optional.of(known);
  }

  private Optional<KnownSetting> findLevel(String name, String start) {
    if (!name.startsWith(start) || name.length() == start.length()) {
      return Optional.empty();
    }
    String logger = name.substring(start.length());
    boolean variable = start.startsWith(KnownSetting.VARIABLES);
    return Optional.of(
        anyLevel.withKey(variable ? logger.toLowerCase(Locale.ROOT).replace('_', '.') : logger));
  }

  /** Whether a name is that of a group of settings. */
  boolean isSection(String name) {
    return sections.containsKey(name);
  }

  /** What stands in a group, in their order. */
  List<String> keysOf(String section) {
    String start = section.isEmpty() ? "" : section + ".";
    return Stream.concat(settings.keySet().stream(), sections.keySet().stream())
        .filter(name -> name.startsWith(start))
        .map(name -> name.substring(start.length()))
        .map(rest -> section.equals(LEVELS) ? rest : rest.replaceAll("\\..*", ""))
        .distinct()
        .toList();
  }

  /** The default of each that has one, by their whole names. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (KnownSetting setting : settings.values()) {
      if (setting.absence().isValue()) {
        defaults.put(setting.name(), setting.absence().text());
      }
    }
    return defaults;
  }

  /** The names of all settings and groups. */
  Collection<String> names() {
    Collection<String> names = new ArrayList<>(settings.keySet());
    names.addAll(sections.keySet());
    return names;
  }

  /** The names of all variables. */
  Collection<String> variables() {
    return Collections.unmodifiableSet(variables.keySet());
  }
}
