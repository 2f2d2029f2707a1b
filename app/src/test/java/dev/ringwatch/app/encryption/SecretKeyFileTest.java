package dev.ringwatch.app.encryption;

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
  void decryptsWithAFormerKeyAndEncryptsWithThePresentOne() throws IOException {
    Path file = folder.resolve("secret.key");
    byte[] before = SecretKeyFile.open(file).encrypt(new byte[] {1, 2, 3});
    Path former = Files.move(file, folder.resolve("secret.key.2026-11-28"));
    BytesEncryptor rotated = SecretKeyFile.open(file);
    byte[] after = rotated.encrypt(new byte[] {4});
    assertThat(rotated.decrypt(before)).containsExactly(1, 2, 3);
    assertThat(rotated.decrypt(after)).containsExactly(4);
    after[after.length - 1] ^= 1;
    assertThatThrownBy(() -> rotated.decrypt(after)).isInstanceOf(IllegalStateException.class);

    Files.delete(former);
    BytesEncryptor without = SecretKeyFile.open(file);
    assertThatThrownBy(() -> without.decrypt(before)).isInstanceOf(IllegalStateException.class);
    after[after.length - 1] ^= 1;
    assertThat(without.decrypt(after)).containsExactly(4);
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
