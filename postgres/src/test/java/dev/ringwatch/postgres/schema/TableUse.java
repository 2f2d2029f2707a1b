package dev.ringwatch.postgres.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of our classes write and read a table, as the SQL in their sources says.
 *
 * @param writers those that insert, change or delete
 * @param readers those that only read
 */
record TableUse(SortedSet<String> writers, SortedSet<String> readers) {

  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\\(?\\s*\"");

  /** The sources by class. */
  static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.put(name, JOINED.matcher(Files.readString(file)).replaceAll(""));
      }
    }
    return sources;
  }

  static TableUse of(String table, Map<String, String> sources) {
    Pattern writes = Pattern.compile("(INTO|UPDATE|DELETE FROM|COPY) " + table + "\\b");
    Pattern reads = Pattern.compile("(FROM|JOIN) " + table + "\\b");
    SortedSet<String> writers = of(writes, sources);
    SortedSet<String> readers = of(reads, sources);
    readers.removeAll(writers);
    return new TableUse(writers, readers);
  }

  private static SortedSet<String> of(Pattern use, Map<String, String> sources) {
    SortedSet<String> found = new TreeSet<>();
    sources.forEach((name, text) -> {
      if (use.matcher(text).find()) {
        found.add(name);
      }
    });
    return found;
  }

  /** Names as code, for a sentence. */
  static String words(SortedSet<String> names) {
    List<String> code = names.stream().map(name -> "`" + name + "`").toList();
    return code.isEmpty() ? "nobody else" : String.join(", ", code);
  }
}
