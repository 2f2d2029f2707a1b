package dev.ringwatch.app.signin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * The key that secrets of second factors and of endpoints are encrypted with (AES-256-GCM): a file
 * beside the database, so that who has a copy of the database has none of them.
 */
public final class SecretKeyFile {

  private static final int KEY_BYTES = 32;

  private SecretKeyFile() {}

  /** The encryptor of a key file, which is made if there is none, for its owner's eyes only. */
  public static BytesEncryptor open(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(file + " holds " + key.length + " bytes and not a key of " + KEY_BYTES);
    }
    return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
  }

  /** Whole or not at all: a server that dies here must not leave half a key. */
  private static void create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is a folder");
    }
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "key", ".part", ownerOnly(folder));
    try {
      Files.write(unfinished, key);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(unfinished);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
