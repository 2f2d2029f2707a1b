package dev.ringwatch.app.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the server's files are written, plain or encrypted, and read, whichever they are: a file says
 * by itself which it is and which key it takes. So the setting and the key may change at any time:
 * what is there stays readable as long as its key is. Safe for threads.
 *
 * <p>Cost: O(bytes), and 64 KB of memory for an open file.
 */
public final class FileEncryption {

  private final Optional<FileKey> present;
  private final List<FileKey> keys;
  private final String whose;

  private FileEncryption(Optional<FileKey> present, List<FileKey> keys, String whose) {
    this.present = present;
    this.keys = List.copyOf(keys);
    this.whose = whose;
  }

  /** Writes plain files, and has no key to read others. */
  public static FileEncryption none() {
    return new FileEncryption(Optional.empty(), List.of(), "any key that is known here");
  }

  /**
   * Writes as it is told, and reads with a secret key and the former ones beside it.
   *
   * @param secretKey the file of the key, which is made if there is none and it is needed
   * @param encrypts whether what is written from now on is encrypted
   */
  public static FileEncryption of(Path secretKey, boolean encrypts) throws IOException {
    List<byte[]> secrets =
        encrypts ? SecretKeyFile.keys(secretKey) : SecretKeyFile.existing(secretKey);
    List<FileKey> keys = secrets.stream().map(FileKey::of).toList();
    return new FileEncryption(
        encrypts ? Optional.of(keys.getFirst()) : Optional.empty(),
        keys,
        secretKey + " and the former keys beside it");
  }

  /** Whether a file begins as encrypted ones do; not of one that is empty. */
  public static boolean isEncrypted(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return FileKey.begins(in.readNBytes(FileKey.HEAD_BYTES));
    }
  }

  /** Whether a file is as one that is written now would be: plain, or under the present key. */
  public boolean isCurrent(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(FileKey.HEAD_BYTES);
      return present.isEmpty() ? !FileKey.begins(start) : present.get().isOf(start);
    }
  }

  /**
   * What to write a file's content to, buffered. It has to be closed, or the file has no end; the
   * stream below stays open, so that the file can be forced to the disk.
   */
  public OutputStream writing(OutputStream out) throws IOException {
    OutputStream bytes = new KeptOpen(out);
    return present.isEmpty() ? bytes : present.get().encrypting(bytes);
  }

  /**
   * The plain content of a file, readable from any place. Of an encrypted one the end was looked
   * at, so that one that is cut off cannot be opened.
   *
   * @throws EncryptedFileException if its key is not here, or if it is not what was encrypted; of
   *     what lies within, the read that meets it throws the same
   */
  public SeekableByteChannel open(Path file) throws IOException {
    SeekableByteChannel bytes = Files.newByteChannel(file);
    try {
      byte[] start = start(bytes);
      if (!FileKey.begins(start)) {
        return bytes.position(0);
      }
      for (FileKey key : keys) {
        if (key.isOf(start)) {
          return DecryptedFile.open(file, bytes, key);
        }
      }
      throw new EncryptedFileException(
          file + " is encrypted, and its key is none of " + whose + ": bring the key that it had");
    } catch (IOException | RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
  }

  private static byte[] start(SeekableByteChannel bytes) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(FileKey.HEAD_BYTES);
    while (start.hasRemaining() && bytes.read(start) >= 0) {
      // Until it is all there.
    }
    return Arrays.copyOf(start.array(), start.position());
  }
}
