package dev.ringwatch.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Wall and CPU seconds of a stretch of work, in this process and in a server beside it. CPU of the
 * server's processes that begin and end within the stretch is not seen.
 */
final class CpuMeter {

  private final String serverName;
  private final long serverProcess;
  private final Map<Long, Double> serverBefore;
  private final long startNanos;
  private final double ownBefore;

  private CpuMeter(String serverName, long serverProcess) {
    this.serverName = serverName;
    this.serverProcess = serverProcess;
    serverBefore = serverSeconds(serverProcess);
    ownBefore = ownSeconds();
    startNanos = System.nanoTime();
  }

  /** Begins a stretch. */
  static CpuMeter start(String serverName, long serverProcess) {
    return new CpuMeter(serverName, serverProcess);
  }

  /**
   * What a stretch took.
   *
   * @param name what was done
   * @param events with how many events
   * @param seconds on the clock
   * @param ownCpu CPU seconds in this process, JIT and collector included
   * @param serverName what the server is called
   * @param serverCpu CPU seconds in the server
   */
  record Taken(
      String name,
      long events,
      double seconds,
      double ownCpu,
      String serverName,
      double serverCpu) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-36s %,11.0f /s   core-us per event: %5.2f ours, %5.2f %s",
          name,
          events / seconds,
          1e6 * ownCpu / events,
          1e6 * serverCpu / events,
          serverName);
    }
  }

  /** Ends the stretch. */
  Taken stop(String name, long events) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double own = ownSeconds() - ownBefore;
    double server = 0;
    for (Map.Entry<Long, Double> after : serverSeconds(serverProcess).entrySet()) {
      server += after.getValue() - serverBefore.getOrDefault(after.getKey(), 0.0);
    }
    return new Taken(name, events, seconds, own, serverName, server);
  }

  private static double ownSeconds() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1e9;
  }

  private static Map<Long, Double> serverSeconds(long process) {
    Map<Long, Double> seconds = new HashMap<>();
    ProcessHandle server = ProcessHandle.of(process).orElseThrow();
    Stream.concat(Stream.of(server), server.descendants())
        .forEach(one ->
            seconds.put(
                one.pid(), one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9));
    return seconds;
  }
}
