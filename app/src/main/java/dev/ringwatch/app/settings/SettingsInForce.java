package dev.ringwatch.app.settings;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.KnownSetting.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that hold: the command line before the environment, that before the file, that
 * before the defaults.
 */
public final class SettingsInForce {

  private final Map<String, Given> given = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Faults faults = new Faults();

  private SettingsInForce() {}

  /**
   * Reads and checks them.
   *
   * @param file the file of settings; there need not be one
   * @param environment the variables of the environment
   * @param options values of options by the whole names of settings; an option's name is the last
   *     part of its setting's
   * @throws CommandFailure with all that is wrong
   */
  public static SettingsInForce read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
    return read(file, environment, options, Map.of());
  }

  /**
   * The same with values in the place of all others, such as to see what they would change.
   *
   * @param proposed values by the whole names of settings
   * @throws CommandFailure with all that is wrong, such as a name that there is not
   */
  public static SettingsInForce read(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> options,
      Map<String, String> proposed) {
    SettingsInForce all = new SettingsInForce();
    KnownSettings.ALL
        .defaults()
        .forEach((name, text) -> all.given.put(name, new Given(text, Given.DEFAULT)));
    file.ifPresent(path -> all.given.putAll(SettingsYaml.read(path, all.faults)));
    all.given.putAll(SettingsEnvironment.read(environment, all.faults));
    options.forEach(all::setByOption);
    proposed.forEach(all::propose);
    all.readSecrets();
    all.faults.throwIfAny();
    all.check();
    return all;
  }

  /**
   * Those of a server that was started without a file, by values of its own.
   *
   * @param values gives the value of a setting by its whole name; null if it has none
   */
  public static SettingsInForce ofStart(Function<String, @Nullable String> values) {
    SettingsInForce all = new SettingsInForce();
    Map<String, String> defaults = KnownSettings.ALL.defaults();
    for (KnownSetting setting : KnownSettings.ALL.allWith(defaults.keySet())) {
      String text = values.apply(setting.name());
      if (text != null) {
        boolean standard = text.equals(defaults.get(setting.name()));
        all.given.put(setting.name(), new Given(text, standard ? Given.DEFAULT : "given at start"));
      }
    }
    return all;
  }

  /** The default of every setting that has one, by its whole name. */
  public static Map<String, String> defaults() {
    return KnownSettings.ALL.defaults();
  }

  /** A file of settings to start from: each with its default and what it is, as comments. */
  public static String defaultYaml() {
    return SettingsText.defaults();
  }

  private void setByOption(String name, String text) {
    Given value = new Given(text, "--" + name.replaceAll(".*\\.", ""));
    KnownSettings.ALL.find(name).orElseThrow().check(value, faults);
    given.put(name, value);
  }

  private void propose(String name, String text) {
    Given value = new Given(text, "--set " + name);
    Optional<KnownSetting> known = KnownSettings.ALL.find(name);
    if (known.isEmpty()) {
      String section = name.replaceAll("\\.?[^.]*$", "");
      faults.add(
          value.origin(),
          SettingsYaml.unknown(KnownSettings.ALL.isSection(section) ? section : "", name));
    } else if (known.get().use() == Use.SECRET) {
      faults.add(value.origin(), "a secret moves no score: leave it where it is");
    } else {
      known.get().check(value, faults);
      given.put(name, value);
    }
  }

  private void readSecrets() {
    for (KnownSetting secret : KnownSettings.ALL.all()) {
      Given file = given.get(secret.fileName());
      if (secret.use() == Use.SECRET && file != null && !file.text().isBlank()) {
        Given itself = given.get(secret.name());
        if (itself == null) {
          readSecret(secret, file);
        } else if (file.isOfEnvironment()) {
          faults.add(
              itself.origin() + ", " + file.origin(), "both set " + secret.name() + ": keep one");
        }
      }
    }
  }

  private void readSecret(KnownSetting secret, Given named) {
    try {
      Path file = Path.of(named.text());
      String text = SecretFile.read(file);
      given.put(secret.name(), new Given(text, file + ", named by " + named.origin()));
      if (SecretFile.isOpenToAll(file)) {
        warnings.add(
            "everybody on this machine can read or change "
                + file
                + ", which holds "
                + secret.name()
                + ": chmod 600 "
                + file);
      }
    } catch (IllegalArgumentException e) {
      faults.add(named.origin(), secret.fileName() + " " + e.getMessage());
    }
  }

  private void check() {
    ServerSettings settings = ringwatch();
    for (Rules.Rule rule : Rules.ALL) {
      if (!rule.holds().test(settings)) {
        faults.add(origins(rule), rule.sentence() + " (" + values(rule) + ")");
      }
    }
    faults.throwIfAny();
  }

  private String origins(Rules.Rule rule) {
    return String.join(
        ", ",
        rule.names().stream()
            .filter(given::containsKey)
            .map(name -> given.get(name))
            .filter(value -> !value.isDefault())
            .map(Given::origin)
            .toList());
  }

  private String values(Rules.Rule rule) {
    return String.join(
        ", ", rule.names().stream().map(name -> name + " is " + shown(name)).toList());
  }

  private String shown(String name) {
    Given value = given.get(name);
    KnownSetting setting = KnownSettings.ALL.find(name).orElseThrow();
    if (value == null) {
      return "not set";
    }
    return setting.use() == Use.SECRET ? "***" : value.text();
  }

  /** What is set under {@code ringwatch}. */
  public ServerSettings ringwatch() {
    return ServerSettings.of(this::text);
  }

  /** What is set under {@code server}. */
  public ListenSettings server() {
    return SettingsRecords.with(ListenSettings.ofDefaults(), "server", this::text);
  }

  private @Nullable String text(String name) {
    Given value = given.get(name);
    return value == null ? null : value.text();
  }

  /** All values by the whole names of their settings, secrets included. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach((name, value) -> values.put(name, value.text()));
    return values;
  }

  /** Whether nobody set a setting. */
  public boolean isDefault(String name) {
    Given value = given.get(name);
    return value == null || value.isDefault();
  }

  /** What is not as it should be, and does not stop the server; in sentences. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** All of it as a table; no secrets. */
  public List<ShownSetting> table() {
    return KnownSettings.ALL.allWith(given.keySet()).stream()
        .map(setting -> ShownSetting.of(setting, given.get(setting.name())))
        .toList();
  }

  /** All of it as a file of settings that says of each where it comes from; no secrets. */
  public String yaml() {
    return SettingsText.inForce(given);
  }
}
