package dev.ringwatch.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that are made here and of which only the SHA-256 is stored, which is enough for 32 random
 * bytes: there is nothing to guess. Safe for threads.
 */
final class Secrets {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new one, in characters that need no encoding in a URL. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is stored of one. */
  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
