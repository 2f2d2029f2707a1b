package dev.ringwatch.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Avro schemas that events may be written with: Ringwatch's own, and the files {@code *.avsc}
 * of a directory, of which one that is called by a number is the schema with that number. They are
 * the operator's and are trusted. A schema that is not known is looked for in the directory again,
 * so that it can be put there while the log is open. Used by one thread.
 */
final class AvroSchemas {

  /** The schema of events that Ringwatch offers. */
  static final String OWN = "Event.avsc";

  private static final Logger LOG = LoggerFactory.getLogger(AvroSchemas.class);
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,10})\\.avsc");
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final FileTime NEVER = FileTime.fromMillis(0);
  private static final long MAX_NUMBER = 0xFFFF_FFFFL;

  private final Optional<Path> directory;
  private Known known;
  private FileTime changed;
  private long lookedNanos = System.nanoTime();

  private record Named(String name, Schema schema) {}

  private record Known(Map<Long, Named> byFingerprint, Map<Integer, Schema> byNumber) {}

  /**
   * Reads what there is.
   *
   * @throws IllegalArgumentException if a file is no schema of an event, or two contradict each
   *     other
   */
  AvroSchemas(Optional<Path> directory) {
    this.directory = directory;
    // Before its files: what is put there meanwhile is looked for again.
    changed = lastChange();
    known = load();
  }

  /** The schema with a 64-bit Rabin fingerprint of its canonical form. */
  Optional<Schema> withFingerprint(long fingerprint) {
    if (!known.byFingerprint().containsKey(fingerprint)) {
      lookAgain();
    }
    return Optional.ofNullable(known.byFingerprint().get(fingerprint)).map(Named::schema);
  }

  /** The schema whose file is called by a number. */
  Optional<Schema> withNumber(int number) {
    if (!known.byNumber().containsKey(number)) {
      lookAgain();
    }
    return Optional.ofNullable(known.byNumber().get(number));
  }

  /** What to do about one that is not known. */
  String advice() {
    return directory
        .map(path -> "put its file into " + path)
        .orElse("no directory of schemas is set");
  }

  private void lookAgain() {
    FileTime now = lastChange();
    boolean isSoon = System.nanoTime() - lookedNanos < BETWEEN_LOOKS.toNanos();
    if (directory.isEmpty() || (isSoon && now.equals(changed))) {
      return;
    }
    changed = now;
    lookedNanos = System.nanoTime();
    try {
      known = load();
    } catch (IllegalArgumentException e) {
      LOG.error("The schemas stay as they were: {}", e.getMessage());
    }
  }

  /** When a file was put into the directory last, or taken out. */
  private FileTime lastChange() {
    try {
      return directory.isEmpty() ? NEVER : Files.getLastModifiedTime(directory.get());
    } catch (IOException e) {
      // Whoever reads its files says so.
      return NEVER;
    }
  }

  private Known load() {
    Known found = new Known(new HashMap<>(), new HashMap<>());
    add(OWN, own(), found);
    directory.ifPresent(path -> {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.avsc")) {
        for (Path file : files) {
          add(file.getFileName().toString(), Files.readString(file), found);
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the directory of schemas " + path + " cannot be read: " + Failures.words(e), e);
      }
    });
    return found;
  }

  /** The text of the schema that Ringwatch offers. */
  static String own() {
    try (InputStream in = AvroSchemas.class.getResourceAsStream(OWN)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String name, String text, Known found) {
    Schema schema = parse(name, text);
    Named named = new Named(name, schema);
    Named other =
        found.byFingerprint().putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), named);
    // A fingerprint does not tell milliseconds from microseconds.
    if (other != null && !other.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "the schemas "
              + other.name()
              + " and "
              + name
              + " have one fingerprint and differ in logical types: nobody could tell which of them"
              + " an event was written with, so give one of them another name");
    }
    var number = NUMBERED.matcher(name);
    if (number.matches()) {
      addNumbered(name, Long.parseLong(number.group(1)), schema, found);
    }
  }

  private static void addNumbered(String name, long number, Schema schema, Known found) {
    if (number > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "the schema "
              + name
              + " has a number beyond "
              + MAX_NUMBER
              + ", which no event can bear");
    }
    if (found.byNumber().putIfAbsent((int) number, schema) != null) {
      throw new IllegalArgumentException(
          "two schemas have the number " + number + ", and " + name + " is one: remove the other");
    }
  }

  private static Schema parse(String name, String text) {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException(
          "the schema " + name + " cannot be read: " + Failures.words(e), e);
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException(
          "the schema " + name + " is no record: an event is a record with fields");
    }
    return schema;
  }
}
