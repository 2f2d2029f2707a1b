package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.SealedSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** How secrets are encrypted where they are kept, and read again. Safe for threads. */
final class SecretSeal {

  private final BytesEncryptor encryptor;

  SecretSeal(BytesEncryptor encryptor) {
    this.encryptor = encryptor;
  }

  byte[] seal(String secret) {
    return encryptor.encrypt(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * All that hold, the newest first.
   *
   * @throws RuntimeException if they were encrypted with another key
   */
  List<String> open(SealedSecrets secrets) {
    return Stream.concat(Stream.of(secrets.current()), secrets.previous().stream())
        .map(sealed -> new String(encryptor.decrypt(sealed), StandardCharsets.US_ASCII))
        .toList();
  }
}
