package dev.ringwatch.app.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every 30 seconds (RFC 6238: HMAC-SHA-1, six digits), which is what every
 * authenticator app speaks. The one step before and the one after are taken too, for clocks that
 * differ.
 */
final class Totp {

  private static final long STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;
  private static final int DRIFT_STEPS = 1;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS_PER_LETTER = 5;

  private Totp() {}

  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step. */
  static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
  }

  /** The step near a time that a code is of; empty if it is of none. Spaces do not count. */
  static OptionalLong stepOf(byte[] secret, String code, Instant time) {
    byte[] shown = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (int drift = -DRIFT_STEPS; drift <= DRIFT_STEPS; drift++) {
      long step = step(time) + drift;
      if (MessageDigest.isEqual(shown, code(secret, step).getBytes(StandardCharsets.US_ASCII))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A secret as people type it (RFC 4648, base 32, without padding). */
  static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte next : secret) {
      bits = (bits << Byte.SIZE) | (next & 0xff);
      held += Byte.SIZE;
      while (held >= BITS_PER_LETTER) {
        held -= BITS_PER_LETTER;
        text.append(ALPHABET.charAt((bits >> held) & 0x1f));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(ALPHABET.charAt((bits << (BITS_PER_LETTER - held)) & 0x1f));
    }
    return text.toString();
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }
}
