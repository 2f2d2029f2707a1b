package dev.ringwatch.app.encryption;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * The key that secrets of second factors and of endpoints are encrypted with (AES-256-GCM), and of
 * which the key of files is derived: a file beside the database, so that who has a copy of the
 * database has none of them. What is beside it under its name with a dot and more, such as {@code
 * secret.key.1}, is a key of before: it opens what was encrypted then, and encrypts nothing.
 */
public final class SecretKeyFile {

  private static final int KEY_BYTES = 32;

  private SecretKeyFile() {}

  /**
   * The encryptor of a key file, which is made if there is none, for its owner's eyes only. It
   * decrypts what a former key encrypted, too.
   */
  public static BytesEncryptor open(Path file) throws IOException {
    List<BytesEncryptor> all = new ArrayList<>();
    for (byte[] key : keys(file)) {
      all.add(AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build());
    }
    return all.size() == 1 ? all.getFirst() : new Rotated(all);
  }

  /**
   * The key in a file, which is made if there is none, and then the former ones beside it.
   *
   * @return each 32 bytes; at least one
   */
  public static List<byte[]> keys(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file);
    }
    return existing(file);
  }

  /** The same keys as far as they are there: none is made. */
  public static List<byte[]> existing(Path file) throws IOException {
    List<byte[]> keys = new ArrayList<>();
    if (Files.exists(file)) {
      keys.add(read(file));
    }
    if (Files.isDirectory(folder(file))) {
      String former = file.getFileName() + ".";
      try (Stream<Path> beside = Files.list(folder(file))) {
        for (Path one : beside.sorted().toList()) {
          if (String.valueOf(one.getFileName()).startsWith(former)) {
            keys.add(read(one));
          }
        }
      }
    }
    return keys;
  }

  private static byte[] read(Path file) throws IOException {
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(file + " holds " + key.length + " bytes and not a key of " + KEY_BYTES);
    }
    return key;
  }

  private static Path folder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is a folder");
    }
    return folder;
  }

  /**
   * Encrypts with the present key, and decrypts with whichever fits: with another, what is
   * encrypted is not authentic.
   *
   * @param all the present one first
   */
  private record Rotated(List<BytesEncryptor> all) implements BytesEncryptor {

    @Override
    public byte[] encrypt(byte[] plain) {
      return all.getFirst().encrypt(plain);
    }

    @Override
    public byte[] decrypt(byte[] encrypted) {
      IllegalStateException first = null;
      for (BytesEncryptor one : all) {
        try {
          return one.decrypt(encrypted);
        } catch (IllegalStateException e) {
          first = first == null ? e : first;
        }
      }
      throw Objects.requireNonNull(first);
    }
  }

  /** Whole or not at all: a server that dies here must not leave half a key. */
  private static void create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = folder(file);
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
