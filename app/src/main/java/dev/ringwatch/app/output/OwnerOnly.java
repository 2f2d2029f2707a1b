package dev.ringwatch.app.output;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** How files are made that hold personal data. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** Attributes with which nobody else may read the file; none where there are no permissions. */
  public static FileAttribute<?>[] of(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
