package dev.ringwatch.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Optional<Path> directory;
  private Known known;
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
    if (directory.isEmpty() || System.nanoTime() - lookedNanos < BETWEEN_LOOKS.toNanos()) {
      return;
    }
    lookedNanos = System.nanoTime();
    try {
      known = load();
    } catch (IllegalArgumentException e) {
      LOG.error("The schemas stay as they were: {}", e.getMessage());
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
      found.byNumber().put((int) Long.parseLong(number.group(1)), schema);
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
