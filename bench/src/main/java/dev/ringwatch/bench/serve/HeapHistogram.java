package dev.ringwatch.bench.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lives on the heap of a JVM after a full collection, by class.
 *
 * @param bytes of all classes together
 * @param byClass bytes of each class, the most first
 */
record HeapHistogram(long bytes, Map<String, Long> byClass) {

  private static final Pattern ROW = Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +(\\S+).*");
  private static final Pattern TOTAL = Pattern.compile("Total +(\\d+) +(\\d+) *");

  HeapHistogram {
    byClass = new LinkedHashMap<>(byClass);
  }

  /**
   * Has another process of this JVM's kind collect all garbage, and asks what is left.
   *
   * @param process not this one, which would stand still before it could read what it says
   */
  static HeapHistogram of(long process) throws IOException {
    if (process == ProcessHandle.current().pid()) {
      throw new IllegalArgumentException("process must be another one than this, " + process);
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(process), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader words = asked.inputReader()) {
      return parse(words.lines());
    } finally {
      asked.destroyForcibly();
    }
  }

  /** Reads what {@code jcmd} says. */
  static HeapHistogram parse(Stream<String> lines) throws IOException {
    Map<String, Long> byClass = new LinkedHashMap<>();
    long total = 0;
    StringBuilder otherwise = new StringBuilder();
    for (String line : (Iterable<String>) lines::iterator) {
      Matcher row = ROW.matcher(line);
      Matcher end = TOTAL.matcher(line);
      if (row.matches()) {
        byClass.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
      } else if (end.matches()) {
        total = Long.parseLong(end.group(2));
      } else {
        otherwise.append(line).append('\n');
      }
    }
    if (total == 0) {
      throw new IOException("jcmd gave no histogram of the heap:\n" + otherwise);
    }
    return new HeapHistogram(total, byClass);
  }

  /** The classes with the most bytes, the most first. */
  List<String> largest(int count) {
    return byClass.keySet().stream().limit(count).toList();
  }

  long bytesOf(String name) {
    return byClass.getOrDefault(name, 0L);
  }
}
