package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU seconds of a process by group of threads, by the names that Linux knows: 15 characters, which
 * is enough to tell them apart. Of threads that ended nothing is known.
 */
final class ThreadCosts {

  private final Map<String, Double> seconds;

  private ThreadCosts(Map<String, Double> seconds) {
    this.seconds = seconds;
  }

  static ThreadCosts now(long process) throws IOException {
    Map<String, Double> sums = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
      for (Path task : tasks.toList()) {
        double cost = ProcessCosts.threadSeconds(process, String.valueOf(task.getFileName()));
        sums.merge(group(name(task)), cost, Double::sum);
      }
    }
    return new ThreadCosts(sums);
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return "ended";
    }
  }

  /** The group of a thread's name. */
  static String group(String thread) {
    String name = thread.toLowerCase(Locale.ROOT);
    if (name.startsWith("http-") || name.startsWith("tomcat")) {
      return "http";
    }
    if (name.startsWith("g1 ") || name.startsWith("gc ") || name.startsWith("vm ")) {
      return "gc and vm";
    }
    if (name.startsWith("c1 ") || name.startsWith("c2 ")) {
      return "compiler";
    }
    if (name.startsWith("forkjoin")) {
      return "forkjoin";
    }
    return name.replaceFirst("[-#]?\\d+$", "");
  }

  /** What was added since an earlier moment, the most expensive group first. */
  Map<String, Double> since(ThreadCosts earlier) {
    Map<String, Double> differences = new TreeMap<>();
    seconds.forEach(
        (group, cost) -> differences.put(group, cost - earlier.seconds.getOrDefault(group, 0.0)));
    Map<String, Double> sorted = new LinkedHashMap<>();
    List<Map.Entry<String, Double>> entries = List.copyOf(differences.entrySet());
    entries.stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
