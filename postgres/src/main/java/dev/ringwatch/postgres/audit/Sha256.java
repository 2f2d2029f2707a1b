package dev.ringwatch.postgres.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 32 bytes that came, or are said to have come, out of SHA-256 (FIPS 180-4). Never changes. */
public final class Sha256 {

  /** How many bytes it has. */
  public static final int BYTES = 32;

  /** All zeros: what the first row of a chain follows. */
  static final Sha256 ZERO = new Sha256(new byte[BYTES]);

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest of some bytes, taken as one. */
  static Sha256 digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return new Sha256(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What is said to be a digest.
   *
   * @throws IllegalArgumentException if it is not of 32 bytes
   */
  static Sha256 of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Sha256(bytes.clone());
  }

  /**
   * The same from 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Sha256 ofHex(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a hash has 64 hexadecimal digits, not '" + hex + "'");
    }
    return new Sha256(HexFormat.of().parseHex(hex));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sha256 hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
