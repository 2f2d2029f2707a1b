package dev.ringwatch.flink;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A file of settings, YAML as the server's, by their whole names. */
final class SettingsFile {

  private SettingsFile() {}

  /**
   * What it says, by names such as {@code ringwatch.kafka.servers}; every value is a text.
   *
   * @throws UnusableSettingsException if it cannot be read
   */
  static Map<String, String> read(Path file) {
    Map<String, String> settings = new TreeMap<>();
    try (Reader text = Files.newBufferedReader(file)) {
      put("", yaml().load(text), settings);
    } catch (NoSuchFileException e) {
      throw new UnusableSettingsException("--config " + file + " does not exist");
    } catch (IOException e) {
      throw new UnusableSettingsException("--config " + file + " cannot be read: " + e);
    } catch (YAMLException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UnusableSettingsException("--config " + file + " is no YAML: " + why);
    }
    return settings;
  }

  /** A reader that takes no text for a number or a time. */
  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, new Texts());
  }

  private static final class Texts extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // Every value is a text.
    }
  }

  private static void put(String name, @Nullable Object value, Map<String, String> settings) {
    switch (value) {
      case null -> {
        // A section that is empty says nothing.
      }
      case Map<?, ?> section -> {
        String before = name.isEmpty() ? "" : name + ".";
        section.forEach((key, inside) -> put(before + key, inside, settings));
      }
      case String text -> settings.put(name, text);
      default -> throw new UnusableSettingsException(name + " must be one value, not a list");
    }
  }
}
