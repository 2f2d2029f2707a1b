package dev.ringwatch.postgres.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Which of the archives of PostgreSQL's programs runs here. */
final class Platform {

  private Platform() {}

  /** The archive's name as zonky's binaries use it, such as {@code linux-x86_64}. */
  static String name() {
    return name(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  /**
   * How PostgreSQL has a whole directory written to the disk, after it was made and before a
   * recovery: by one call for the file system where there is one, which was seen to be ten times
   * faster than a call for each of the 1,300 files.
   */
  static String syncMethod() {
    return name().startsWith("linux") ? "syncfs" : "fsync";
  }

  static String name(String osName, String osArch, boolean alpine) {
    String system = osName.toLowerCase(Locale.ROOT);
    String os = system.startsWith("mac") ? "darwin" : system.startsWith("linux") ? "linux" : system;
    String machine =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> osArch;
        };
    return os + "-" + machine + (alpine ? "-alpine_linux" : "");
  }
}
