package dev.ringwatch.app.parquet;

import dev.hardwood.InputFile;
import dev.ringwatch.app.encryption.FileEncryption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file and what it takes to read what is plainly in it.
 *
 * @param path where it is
 * @param files how it is read if it is encrypted
 */
record PlainFile(Path path, FileEncryption files) {

  /** Its content. */
  SeekableByteChannel open() throws IOException {
    return files.open(path);
  }

  /**
   * The same for the library: a plain file is mapped, of another what is asked for is decrypted.
   */
  InputFile forReader() throws IOException {
    return FileEncryption.isEncrypted(path) ? new Decrypted(this) : InputFile.of(path);
  }

  /** A file that is decrypted where the library reads. Safe for threads. */
  private static final class Decrypted implements InputFile {

    private final PlainFile file;

    /** Null until it is opened. Guarded by this. */
    private @Nullable SeekableByteChannel content;

    Decrypted(PlainFile file) {
      this.file = file;
    }

    @Override
    public synchronized void open() throws IOException {
      if (content == null) {
        content = file.open();
      }
    }

    private SeekableByteChannel content() {
      return Objects.requireNonNull(content, "it is not open");
    }

    @Override
    public synchronized ByteBuffer readRange(long from, int count) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(count);
      content().position(from);
      while (bytes.hasRemaining()) {
        if (content().read(bytes) < 0) {
          throw FileCheck.damaged("it ends before its end");
        }
      }
      return bytes.flip();
    }

    @Override
    public synchronized long length() throws IOException {
      return content().size();
    }

    @Override
    public String name() {
      return file.path.toString();
    }

    @Override
    public synchronized void close() throws IOException {
      if (content != null) {
        content.close();
        content = null;
      }
    }
  }
}
