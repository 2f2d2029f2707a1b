package dev.ringwatch.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from variables and from files of their own, and are shown nowhere. */
class SecretsTest {

  private static final String PASSWORD = "RINGWATCH_DATABASE_PASSWORD";
  private static final String PASSWORD_FILE = PASSWORD + "_FILE";

  @TempDir private Path folder;

  private SettingsInForce read(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("ringwatch.yaml"), yaml);
    return SettingsInForce.read(Optional.of(file), environment, Map.of());
  }

  private void assertRefused(Map<String, String> environment, String sentence) {
    assertThatThrownBy(() -> SettingsInForce.read(Optional.empty(), environment, Map.of()))
        .hasMessage(sentence.replace("FOLDER", folder.toString()));
  }

  private Path secret(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void takesSecretsFromFiles() throws IOException {
    Path file = secret("password", "of the file\n", "rw-------");
    String yaml =
        """
        ringwatch:
          database:
            url: jdbc:postgresql://db/ringwatch
            password-file: %s
        """
            .formatted(file);
    SettingsInForce all = read(yaml, Map.of());
    assertThat(all.ringwatch().ownDatabase().map(DatabaseSettings::password))
        .contains("of the file");
    assertThat(all.warnings()).isEmpty();
    assertThat(all.yaml())
        .contains("# password: ***  # " + file + ", named by ")
        .contains("password-file: " + file + "  # ")
        .doesNotContain("of the file");

    assertThat(read(yaml, Map.of(PASSWORD, "other")).ringwatch().ownDatabase())
        .map(DatabaseSettings::password)
        .as("the environment wins")
        .contains("other");
    Path other = secret("other", "${of} another\r\n", "r--r--r--");
    SettingsInForce byVariable = read(yaml, Map.of(PASSWORD_FILE, other.toString()));
    assertThat(byVariable.ringwatch().ownDatabase().map(DatabaseSettings::password))
        .contains("${of} another");
    assertThat(byVariable.warnings())
        .containsExactly(
            "everybody on this machine can read or change "
                + other
                + ", which holds ringwatch.database.password: chmod 600 "
                + other);
  }

  @Test
  void saysWhatIsWrongWithTheFileOfASecret() throws IOException {
    String start =
        "environment RINGWATCH_DATABASE_PASSWORD_FILE: ringwatch.database.password-file must be a"
            + " file ";
    Map<String, String> contents =
        Map.of(
            "\n",
            "with the secret in one line, and FOLDER/password is empty",
            "one\ntwo\n",
            "with the secret in one line, and FOLDER/password holds more",
            "x".repeat(70_000),
            "with one line, and FOLDER/password is too large for that");
    for (Map.Entry<String, String> content : contents.entrySet()) {
      Path file = secret("password", content.getKey(), "rw-------");
      assertRefused(Map.of(PASSWORD_FILE, file.toString()), start + content.getValue());
    }
    assertRefused(
        Map.of(PASSWORD_FILE, ""),
        "environment RINGWATCH_DATABASE_PASSWORD_FILE: ringwatch.database.password-file is empty:"
            + " it must be a path");
    String none = folder.resolve("none").toString();
    assertRefused(Map.of(PASSWORD_FILE, none), start.strip() + ", and FOLDER/none is none");
    assertRefused(
        Map.of(PASSWORD_FILE, none, PASSWORD, "secret"),
        "environment RINGWATCH_DATABASE_PASSWORD, environment RINGWATCH_DATABASE_PASSWORD_FILE:"
            + " both set ringwatch.database.password: keep one");
  }
}
