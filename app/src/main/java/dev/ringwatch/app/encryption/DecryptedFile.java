package dev.ringwatch.app.encryption;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The plain content of an encrypted file. Each read gives authentic bytes of that file and place,
 * or fails with a sentence. Used by one thread at a time.
 */
final class DecryptedFile implements SeekableByteChannel {

  private final Path file;
  private final SeekableByteChannel plain;

  private DecryptedFile(Path file, SeekableByteChannel plain) {
    this.file = file;
    this.plain = plain;
  }

  /** Opens a file under its key, and looks whether its end is there. */
  static DecryptedFile open(Path file, SeekableByteChannel bytes, FileKey key) throws IOException {
    SeekableByteChannel plain;
    try {
      plain = key.decrypting(bytes);
    } catch (IOException | GeneralSecurityException e) {
      throw damaged(file, e);
    }
    DecryptedFile opened = new DecryptedFile(file, plain);
    // The last segment alone says that it is the last.
    opened.position(Math.max(0, opened.size() - 1));
    int _ = opened.decrypt(ByteBuffer.allocate(1));
    opened.position(0);
    return opened;
  }

  private static EncryptedFileException damaged(Path file, Exception cause) {
    return new EncryptedFileException(
        file + " is not what was encrypted: it is damaged, cut off, or was changed", cause);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    // The end was authentic when it was opened; the library says 0 there, at times for ever.
    if (plain.position() >= plain.size()) {
      return -1;
    }
    int count = decrypt(target);
    if (count <= 0) {
      throw damaged(file, new EOFException());
    }
    return count;
  }

  private int decrypt(ByteBuffer target) throws IOException {
    try {
      return plain.read(target);
    } catch (IOException e) {
      throw e.getCause() instanceof GeneralSecurityException ? damaged(file, e) : e;
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() throws IOException {
    return plain.position();
  }

  @Override
  public SeekableByteChannel position(long place) throws IOException {
    plain.position(place);
    return this;
  }

  @Override
  public long size() throws IOException {
    return plain.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return plain.isOpen();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
