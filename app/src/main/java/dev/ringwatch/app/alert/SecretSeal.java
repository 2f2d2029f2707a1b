package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.SealedSecrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * All that hold, the newest first; without an older one that was encrypted with another key.
   *
   * @throws RuntimeException if the newest was
   */
  List<String> open(SealedSecrets secrets) {
    List<String> open = new ArrayList<>();
    open.add(open(secrets.current()));
    secrets.previous().stream().flatMap(sealed -> openOld(sealed).stream()).forEach(open::add);
    return open;
  }

  private Optional<String> openOld(byte[] sealed) {
    try {
      return Optional.of(open(sealed));
    } catch (RuntimeException e) {
      // Nobody can sign by it any more; who has not taken up the new one notices.
      return Optional.empty();
    }
  }

  private String open(byte[] sealed) {
    return new String(encryptor.decrypt(sealed), StandardCharsets.US_ASCII);
  }
}
