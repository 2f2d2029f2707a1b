package dev.ringwatch.app.encryption;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A key of files. It is derived from a secret that other things are encrypted with too, under a
 * label of its own, so that neither tells anything of the other (HKDF, RFC 5869).
 *
 * <p>An encrypted file begins with {@value #HEAD_BYTES} bytes in the clear, which every segment is
 * authenticated with: what it is, and which key it takes. What follows is Tink's: a salt, from
 * which and the key each file has a key of its own, and segments under AES-256-GCM, whose nonces
 * have their number and whether they are the last; so segments that are changed, exchanged, left
 * out or cut off do not decrypt (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated
 * Encryption and its Nonce-Reuse Misuse-Resistance", 2015). Safe for threads.
 */
final class FileKey {

  static final int HEAD_BYTES = 16;

  private static final byte[] MAGIC = "RWATENC1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_LABEL = bytes("ringwatch files, AES-256-GCM, 1");
  private static final byte[] NAME_LABEL = bytes("ringwatch files, name of the key, 1");
  private static final int KEY_BYTES = 32;

  /** Small, because whoever reads a column of a table reads here and there. */
  private static final int SEGMENT_BYTES = 1 << 16;

  private final byte[] head;
  private final StreamingAead cipher;

  private FileKey(byte[] head, StreamingAead cipher) {
    this.head = head;
    this.cipher = cipher;
  }

  /** The key that is derived from a secret. */
  static FileKey of(byte[] secret) {
    try {
      KDF kdf = KDF.getInstance("HKDF-SHA256");
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put(MAGIC);
      head.put(derived(kdf, secret, NAME_LABEL, head.remaining()));
      byte[] key = derived(kdf, secret, KEY_LABEL, KEY_BYTES);
      return new FileKey(
          head.array(),
          new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, HEAD_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 25 has HKDF and AES-GCM", e);
    }
  }

  private static byte[] derived(KDF kdf, byte[] secret, byte[] label, int count)
      throws GeneralSecurityException {
    return kdf.deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(label, count));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a file that begins so is encrypted, under whatever key. */
  static boolean begins(byte[] start) {
    return start.length >= MAGIC.length
        && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Whether an encrypted file that begins so is encrypted under this key. */
  boolean isOf(byte[] start) {
    return Arrays.equals(start, head);
  }

  /** Encrypts what is written; closing ends the file, and closes the stream below. */
  OutputStream encrypting(OutputStream out) throws IOException {
    out.write(head);
    try {
      return cipher.newEncryptingStream(out, head);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a file cannot be encrypted", e);
    }
  }

  /** Decrypts what is read, from whatever place. */
  SeekableByteChannel decrypting(SeekableByteChannel file)
      throws IOException, GeneralSecurityException {
    return cipher.newSeekableDecryptingChannel(file, head);
  }
}
