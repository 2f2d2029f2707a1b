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
 * Which of our classes write and read a table, as the SQL in their sources says, and which of the
 * hunts that Ringwatch brings read it.
 *
 * @param writers those that insert, change or delete
 * @param readers those that only read
 */
record TableUse(SortedSet<String> writers, SortedSet<String> readers) {

  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\\(?\\s*\"");

  /** The sources by class, and those of hunts by the name of the file. */
  static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path file : files("src/main/java", ".java")) {
      String name = file.getFileName().toString().replace(".java", "");
      sources.put(name, JOINED.matcher(Files.readString(file)).replaceAll(""));
    }
    for (Path file : files("src/main/resources/hunts", ".sql")) {
      String name = "hunts/" + file.getFileName();
      sources.put(name, COMMENT.matcher(Files.readString(file)).replaceAll(""));
    }
    return sources;
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(path -> path.toString().endsWith(ending)).toList();
    }
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
