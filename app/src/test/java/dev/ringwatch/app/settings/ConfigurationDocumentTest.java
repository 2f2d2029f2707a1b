package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says of every setting what the program says, and of no other. */
class ConfigurationDocumentTest {

  private static final Pattern VARIABLE = Pattern.compile("RINGWATCH_[A-Z_]*[A-Z]");

  private static final String HEAD =
      """
      | setting | is | type | default | range | variable |
      |---|---|---|---|---|---|
      """;

  private static Path documentation() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/configuration.md"))) {
        return path.resolve("docs/configuration.md");
      }
    }
    throw new IllegalStateException("no docs/configuration.md above " + here);
  }

  private static String row(KnownSetting setting) {
    KnownSetting.Absence absence = setting.absence();
    return "| "
        + String.join(
            " | ",
            "`" + setting.name() + "`",
            setting.meaning(),
            setting.value().type().word(),
            absence.isValue() ? "`" + absence.text() + "`" : absence.text(),
            setting.value().range(),
            "`" + setting.variable() + "`")
        + " |\n";
  }

  private static String table(String section, String meaning) {
    StringBuilder rows = new StringBuilder();
    for (KnownSetting setting : KnownSettings.ALL.all()) {
      if (setting.section().equals(section)) {
        rows.append(row(setting));
      }
    }
    return rows.isEmpty()
        ? ""
        : "### " + section + "\n\n" + SettingsText.sentence(meaning) + "\n\n" + HEAD + rows + "\n";
  }

  @Test
  void saysWhatTheProgramSays() throws IOException {
    StringBuilder tables = new StringBuilder();
    KnownSettings.ALL
        .sections()
        .forEach((section, meaning) -> tables.append(table(section, meaning)));
    System.out.println(tables);
    assertThat(Files.readString(documentation()).strip()).endsWith(tables.toString().strip());
  }

  /** Whoever adds a variable for a script or a test adds it there, or a server would not start. */
  @Test
  void knowsTheVariablesOfScriptsAndTests() throws IOException {
    Path root = documentation().resolveSibling("..").normalize();
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("ringwatch", "bin", "bench/src", "postgres/src")) {
      try (Stream<Path> all = Files.walk(root.resolve(folder))) {
        all.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(10);
    for (Path file : files) {
      Matcher matcher =
          VARIABLE.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        if (KnownSettings.ALL.ofVariable(matcher.group()).isEmpty()) {
          assertThat(SettingsEnvironment.OTHERS).as("%s", file).contains(matcher.group());
        }
      }
    }
  }
}
