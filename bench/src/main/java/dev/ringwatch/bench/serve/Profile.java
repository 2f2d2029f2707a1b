package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the server's CPU time went, method by method, out of its own flight recording: samples by
 * CPU time, so that one stands for the same time whatever the thread did, in native code too.
 */
final class Profile {

  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final int SHOWN = 12;

  private final Path file;

  /** A profile to be recorded into a file. */
  Profile(Path file) {
    this.file = file;
  }

  /**
   * What the server's JVM is started with to record it; it is there once the server has stopped.
   */
  List<String> javaOptions() {
    return List.of(
        "-XX:StartFlightRecording=settings=default,dumponexit=true,filename="
            + file
            + ","
            + SAMPLE
            + "#enabled=true,"
            + SAMPLE
            + "#throttle=10ms",
        "-Xlog:jfr*=off");
  }

  /** Prints core-microseconds per event, by group of threads and method at the top of the stack. */
  void report(long events) throws IOException {
    Map<String, Map<String, Double>> seconds = new TreeMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(SAMPLE)) {
          seconds
              .computeIfAbsent(group(event), none -> new TreeMap<>())
              .merge(top(event), event.getDuration("samplingPeriod").toNanos() / 1e9, Double::sum);
        }
      }
    }
    seconds.forEach((group, methods) -> report(group, methods, events));
  }

  private static void report(String group, Map<String, Double> methods, long events) {
    double sum = methods.values().stream().mapToDouble(value -> value).sum();
    print(group, sum, events);
    methods.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(entry -> print("  " + entry.getKey(), entry.getValue(), events));
  }

  private static void print(String what, double seconds, long events) {
    System.out.printf(Locale.ROOT, "%8.3f us/event  %s%n", 1e6 * seconds / events, what);
  }

  private static String group(RecordedEvent event) {
    RecordedThread thread = event.getThread("eventThread");
    String name = thread == null ? null : thread.getJavaName();
    return ThreadCosts.group(name == null ? "unknown" : name);
  }

  private static String top(RecordedEvent event) {
    if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
      return "unknown";
    }
    RecordedFrame frame = event.getStackTrace().getFrames().getFirst();
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }
}
