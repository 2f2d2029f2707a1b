package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What processes have cost so far, as Linux counts it. A process that ended is counted with its
 * parent, which waited for it.
 *
 * @param serverSeconds CPU seconds of the server's JVM
 * @param postgresSeconds CPU seconds of all processes of PostgreSQL
 * @param clientSeconds CPU seconds of this process, which makes the load
 */
record ProcessCosts(double serverSeconds, double postgresSeconds, double clientSeconds) {

  /** Linux has counted in hundredths of a second on every machine since 2.6 (USER_HZ). */
  private static final double TICKS_PER_SECOND = 100;

  // Of /proc/PID/stat, counted after the name: state is the first.
  private static final int OWN_USER = 11;
  private static final int OWN_SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  static ProcessCosts now(Installation installation) throws IOException {
    double postgres = 0;
    Optional<ProcessHandle> postmaster = installation.postgres().postmaster();
    if (postmaster.isPresent()) {
      postgres = ticks(postmaster.get().pid(), true);
      for (ProcessHandle child : postmaster.get().descendants().toList()) {
        postgres += ticks(child.pid(), true);
      }
    }
    return new ProcessCosts(
        ticks(installation.server().id(), false) / TICKS_PER_SECOND,
        postgres / TICKS_PER_SECOND,
        ticks(ProcessHandle.current().pid(), false) / TICKS_PER_SECOND);
  }

  /** What was added since an earlier moment. */
  ProcessCosts since(ProcessCosts earlier) {
    return new ProcessCosts(
        serverSeconds - earlier.serverSeconds,
        postgresSeconds - earlier.postgresSeconds,
        clientSeconds - earlier.clientSeconds);
  }

  private static double ticks(long process, boolean withChildren) throws IOException {
    Optional<String[]> fields = fields(Path.of("/proc", Long.toString(process), "stat"));
    if (fields.isEmpty()) {
      return 0;
    }
    double own = number(fields.get(), OWN_USER) + number(fields.get(), OWN_SYSTEM);
    return withChildren
        ? own + number(fields.get(), CHILDREN_USER) + number(fields.get(), CHILDREN_SYSTEM)
        : own;
  }

  private static double number(String[] fields, int place) {
    return Long.parseLong(fields[place]);
  }

  /** The fields after the name, which is in parentheses; empty if the process is gone. */
  private static Optional<String[]> fields(Path stat) {
    try {
      String text = Files.readString(stat);
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      // Reading what has just ended fails in more than one way.
      return Optional.empty();
    }
  }

  /** CPU seconds of one thread. */
  static double threadSeconds(long process, String thread) {
    return fields(Path.of("/proc", Long.toString(process), "task", thread, "stat"))
        .map(found -> (number(found, OWN_USER) + number(found, OWN_SYSTEM)) / TICKS_PER_SECOND)
        .orElse(0.0);
  }

  /** The most memory that a process ever had resident, in MB; 0 if it is gone. */
  static long peakMegabytes(long process) {
    return megabytes(process, "VmHWM:");
  }

  /** The memory that a process has resident now, in MB; 0 if it is gone. */
  static long residentMegabytes(long process) {
    return megabytes(process, "VmRSS:");
  }

  private static long megabytes(long process, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
      List<String> said = lines.filter(line -> line.startsWith(name)).toList();
      return said.isEmpty() ? 0 : Long.parseLong(said.getFirst().replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      return 0;
    }
  }
}
