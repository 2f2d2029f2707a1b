package dev.ringwatch.postgres.audit;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a row that can be erased: the plaintext with its salt, both gone once it was, and the
 * commitment to them, which stays. A commitment is SHA-256(salt, plaintext): 128 random bits keep
 * anybody who has but the commitment from trying plaintexts.
 *
 * @param <T> what the plaintext is
 */
public final class Sealed<T> {

  /** How many bytes a salt has. */
  static final int SALT_BYTES = 16;

  private final @Nullable T plain;
  private final byte @Nullable [] salt;
  private final Sha256 commitment;

  /** What a table or an export says. */
  Sealed(@Nullable T plain, byte @Nullable [] salt, Sha256 commitment) {
    this.plain = plain;
    this.salt = salt == null ? null : salt.clone();
    this.commitment = commitment;
  }

  /**
   * Commits to a plaintext.
   *
   * @param encoded the plaintext as it is hashed
   */
  static <T> Sealed<T> of(T plain, byte[] encoded, byte[] salt) {
    return new Sealed<>(plain, salt, Sha256.digest(salt, encoded));
  }

  /** The plaintext, unless it was erased. */
  public Optional<T> plain() {
    return Optional.ofNullable(plain);
  }

  /** The salt, unless it was erased. */
  public Optional<byte[]> salt() {
    return Optional.ofNullable(salt).map(byte[]::clone);
  }

  /** The commitment to both. */
  public Sha256 commitment() {
    return commitment;
  }

  /** Whether there is nothing but the commitment. */
  public boolean isErased() {
    return plain == null && salt == null;
  }

  /** Whether salt and plaintext are those that were committed to. */
  boolean holds(Function<T, byte[]> encoding) {
    return plain != null
        && salt != null
        && Sha256.digest(salt, encoding.apply(plain)).equals(commitment);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sealed<?> sealed
        && Objects.equals(plain, sealed.plain)
        && Arrays.equals(salt, sealed.salt)
        && commitment.equals(sealed.commitment);
  }

  @Override
  public int hashCode() {
    return commitment.hashCode();
  }
}
