package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A file of settings of the release before, with all that it knew, is taken by this one. */
class ReleasedSettingsTest {

  private static final String FILE = "/release/ringwatch.yaml";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Test
  void areTaken() throws IOException {
    Path file = folder.resolve("ringwatch.yaml");
    try (InputStream kept = Objects.requireNonNull(getClass().getResourceAsStream(FILE), FILE)) {
      Files.copy(kept, file);
    }
    assertThat(Files.readAllLines(file)).hasSizeGreaterThan(50);
    assertThat(SettingsInForce.read(Optional.of(file), Map.of(), Map.of()).ringwatch())
        .isEqualTo(SettingsInForce.read(Optional.empty(), Map.of(), Map.of()).ringwatch());
  }

  /** Run once a release: -Dringwatch.write-release=VERSION. */
  @Test
  @EnabledIfSystemProperty(named = "ringwatch.write-release", matches = ".+")
  void writesThoseOfThisRelease() throws IOException {
    Map<String, Object> tree = new TreeMap<>();
    for (KnownSetting setting : KnownSettings.ALL.all()) {
      if (setting.absence().isValue()) {
        put(tree, setting.name(), setting.absence().text());
      }
    }
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    Path target = ReleaseFolder.find().resolve("ringwatch.yaml");
    Files.writeString(target, new Yaml(options).dump(tree));
  }

  @SuppressWarnings("unchecked") // every inner value is such a map
  private static void put(Map<String, Object> tree, String name, String value) {
    int dot = name.indexOf('.');
    if (dot < 0 || name.startsWith("root") || name.startsWith("dev.ringwatch")) {
      tree.put(name, value);
    } else {
      Object inner = tree.computeIfAbsent(name.substring(0, dot), key -> new TreeMap<>());
      put((Map<String, Object>) inner, name.substring(dot + 1), value);
    }
  }
}
