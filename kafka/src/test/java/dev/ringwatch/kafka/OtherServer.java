package dev.ringwatch.kafka;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.AwkwardEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Another process that has the log, appends to it, and then does nothing until it is killed. */
final class OtherServer {

  /** After how long without a sign of life the brokers give its lease to another. */
  static final Duration SILENCE = Duration.ofSeconds(2);

  private OtherServer() {}

  /** What it appends. */
  static List<Event> events() {
    return new AwkwardEvents(12).next(10);
  }

  static Process start(String bootstrapServers, String prefix) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherServer.class.getName(),
            bootstrapServers,
            prefix)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** How far it came; waits until it says so. */
  static long lastSeq(Process process) throws IOException {
    // Closing the reader would close the process's output.
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("lastSeq ")) {
        return Long.parseLong(line.substring("lastSeq ".length()));
      }
    }
    throw new IllegalStateException("the other server ended");
  }

  /** The process itself. */
  public static void main(String[] args) throws InterruptedException {
    KafkaLogConfig defaults = KafkaLogConfig.ofDefaults(args[0]);
    KafkaLogConfig config =
        defaults
            .withTopics(new KafkaLogConfig.Topics(args[1], 3, -1))
            .withWaits(
                new KafkaLogConfig.Waits(
                    Duration.ofSeconds(60), Duration.ZERO, Duration.ofSeconds(20), SILENCE));
    KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW);
    System.out.println("lastSeq " + log.append(events()).lastSeq());
    Thread.currentThread().join();
  }
}
