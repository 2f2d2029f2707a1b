package dev.ringwatch.app.signin;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords by Argon2id, with 19 MiB and two rounds as OWASP's Password Storage Cheat Sheet
 * has it, and only a few at a time: a flood of sign-ins must not take the memory of detection. Safe
 * for threads.
 */
final class Passwords implements PasswordEncoder {

  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 200;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int PARALLELISM = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ROUNDS = 2;
  private static final int AT_A_TIME = 4;
  private static final int PATIENCE_SECONDS = 10;

  private final PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, ROUNDS);
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  /** Work that needs a place. */
  private interface Work<T extends @Nullable Object> {
    T run();
  }

  /** What is wrong with a new password, in a sentence; empty if nothing is. */
  static Optional<String> fault(String password, String login) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of(
          "A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters; a few words do.");
    }
    if (password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
      return Optional.of("A password must not hold the name that you sign in under.");
    }
    if (password.codePoints().distinct().count() < MIN_LENGTH / 2) {
      return Optional.of("A password must not be the same few characters again and again.");
    }
    return Optional.empty();
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return inTurn(() -> argon2.encode(password));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    if (password != null && password.length() > 2 * MAX_LENGTH) {
      return false;
    }
    return inTurn(() -> argon2.matches(password, hash));
  }

  private <T extends @Nullable Object> T inTurn(Work<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AuthenticationServiceException("too many sign in at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthenticationServiceException("the server stops", e);
    }
    try {
      return work.run();
    } finally {
      places.release();
    }
  }
}
