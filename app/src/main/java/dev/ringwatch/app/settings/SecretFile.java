package dev.ringwatch.app.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret, in one line. */
final class SecretFile {

  private static final int MAX_BYTES = 1 << 16;

  private SecretFile() {}

  /**
   * The secret, without the end of its line.
   *
   * @throws IllegalArgumentException if there is none; the secret is not in the message
   */
  static String read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("must be a file, and " + file + " is none");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            "must be a file with one line, and " + file + " is too large for that");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString()
              .replaceFirst("\\r?\\n\\z", "");
      if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
        String what = text.isBlank() ? " is empty" : " holds more";
        throw new IllegalArgumentException(
            "must be a file with the secret in one line, and " + file + what);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("must be a file in UTF-8, and " + file + " is not", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "must be a file that can be read, and " + file + " cannot", e);
    }
  }

  /**
   * Whether everybody on this machine can read it. In a container that may be as it should be:
   * Docker hands secrets in like that.
   */
  static boolean isOpenToAll(Path file) {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      Set<PosixFilePermission> allowed =
          view == null ? Set.of() : view.readAttributes().permissions();
      return allowed.contains(PosixFilePermission.OTHERS_READ)
          || allowed.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      // Who cannot ask has not read it either, and has been told so.
      return false;
    }
  }
}
