package dev.ringwatch.postgres.audit;

import java.security.SecureRandom;
import java.util.function.Supplier;

/** Where salts come from. Safe for threads. */
final class Salts implements Supplier<byte[]> {

  private final SecureRandom random = new SecureRandom();

  /** A new one. */
  @Override
  public byte[] get() {
    byte[] salt = new byte[Sealed.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
