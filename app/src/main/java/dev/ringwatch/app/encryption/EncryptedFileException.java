package dev.ringwatch.app.encryption;

import java.io.IOException;

/**
 * An encrypted file cannot be read: its key is not here, or it is not what was written. The message
 * is a sentence that names the file.
 */
public final class EncryptedFileException extends IOException {

  private static final long serialVersionUID = 1;

  EncryptedFileException(String message) {
    super(message);
  }

  EncryptedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
