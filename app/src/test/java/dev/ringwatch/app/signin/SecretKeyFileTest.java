package dev.ringwatch.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

class SecretKeyFileTest {

  @TempDir private Path folder;

  @Test
  void decryptsWithTheSameFileAndWithNoOther() throws IOException {
    Path file = folder.resolve("data/secret.key");
    byte[] secret = {1, 2, 3};
    byte[] encrypted = SecretKeyFile.open(file).encrypt(secret);
    assertThat(SecretKeyFile.open(file).decrypt(encrypted)).isEqualTo(secret);
    assertThat(SecretKeyFile.open(file).encrypt(secret)).isNotEqualTo(encrypted);

    BytesEncryptor other = SecretKeyFile.open(folder.resolve("other.key"));
    assertThatThrownBy(() -> other.decrypt(encrypted)).isInstanceOf(IllegalStateException.class);
    encrypted[encrypted.length - 1] ^= 1;
    BytesEncryptor same = SecretKeyFile.open(file);
    assertThatThrownBy(() -> same.decrypt(encrypted)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void makesAFileForItsOwnersEyesOnly() throws IOException {
    Path file = folder.resolve("secret.key");
    SecretKeyFile.open(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void saysThatAFileIsNoKey() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.key"), "hello");
    assertThatThrownBy(() -> SecretKeyFile.open(file)).hasMessageContaining("holds 5 bytes");
  }
}
