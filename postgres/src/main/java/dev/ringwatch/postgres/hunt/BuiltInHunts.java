package dev.ringwatch.postgres.hunt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hunts that Ringwatch brings: the files below {@code hunts/} beside our own classes. */
final class BuiltInHunts {

  private static final String FOLDER = "hunts/";
  private static final String END = ".sql";

  private BuiltInHunts() {}

  /** All of them, by name. */
  static SortedMap<String, Hunt> read() {
    SortedMap<String, Hunt> hunts = new TreeMap<>();
    for (Map.Entry<String, String> file : files().entrySet()) {
      try {
        hunts.put(file.getKey(), HuntFile.read(file.getKey(), false, file.getValue()));
      } catch (HuntFileException e) {
        throw new IllegalStateException(
            FOLDER + file.getKey() + END + ", line " + e.line() + ": " + e.sentence(), e);
      }
    }
    return hunts;
  }

  private static SortedMap<String, String> files() {
    String self = "/" + BuiltInHunts.class.getName().replace('.', '/') + ".class";
    URL place = Objects.requireNonNull(BuiltInHunts.class.getResource(self));
    try {
      return place.getProtocol().equals("jar")
          ? inJar((JarURLConnection) place.openConnection())
          : inFolder(place, self);
    } catch (IOException e) {
      throw new UncheckedIOException("the hunts that Ringwatch brings cannot be read", e);
    }
  }

  private static SortedMap<String, String> inJar(JarURLConnection connection) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    // The jar that our classes are read from, which is not ours to close.
    for (String entry : connection.getJarFile().stream().map(found -> found.getName()).toList()) {
      if (entry.startsWith(FOLDER) && entry.endsWith(END)) {
        try (InputStream in =
            Objects.requireNonNull(BuiltInHunts.class.getResourceAsStream("/" + entry))) {
          files.put(
              name(entry.substring(FOLDER.length())),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }

  private static SortedMap<String, String> inFolder(URL place, String self) throws IOException {
    String root = place.toString();
    Path folder =
        Path.of(URI.create(root.substring(0, root.length() - self.length() + 1) + FOLDER));
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> found = Files.list(folder)) {
        for (Path file : found.filter(one -> one.toString().endsWith(END)).toList()) {
          files.put(name(file.getFileName().toString()), Files.readString(file));
        }
      }
    }
    return files;
  }

  private static String name(String file) {
    return file.substring(0, file.length() - END.length());
  }
}
