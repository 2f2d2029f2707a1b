package dev.ringwatch.bench;

import dev.ringwatch.kafka.KafkaEventLog;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.log.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The event log on one Kafka broker in a process of its own. Kafka acknowledges what is in the
 * memory of its replicas; nothing is synchronised to the disk before.
 */
final class KafkaStore implements LogStore {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process broker;
  private final String bootstrapServers;
  private final int partitions;
  private int logs;

  private KafkaStore(Process broker, String bootstrapServers, int partitions) {
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.partitions = partitions;
  }

  /**
   * Starts a broker.
   *
   * @param folder where its files go
   * @param partitions how many partitions the topic of events has
   */
  static KafkaStore start(Path folder, int partitions) throws IOException {
    Files.createDirectories(folder);
    Process broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBroker.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Closing the reader would close the process's output.
    BufferedReader words = broker.inputReader(StandardCharsets.UTF_8);
    List<String> before = new ArrayList<>();
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      if (line.startsWith(KafkaBroker.READY)) {
        return new KafkaStore(broker, line.substring(KafkaBroker.READY.length()), partitions);
      }
      before.add(line);
    }
    broker.destroyForcibly();
    throw new IllegalStateException(
        "the broker ended before it was ready:\n" + String.join("\n", before));
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public long processId() {
    return broker.pid();
  }

  @Override
  public EventLog openEmpty() {
    logs++;
    return open(config());
  }

  @Override
  public EventLog openAgain() {
    KafkaLogConfig.Bounds usual = config().bounds();
    return open(
        config()
            .withBounds(
                new KafkaLogConfig.Bounds(
                    usual.maxWaitingEvents(), usual.maxGroup(), 0, 0, usual.rememberedEvents())));
  }

  /** How the log that was opened last is reached. */
  KafkaLogConfig config() {
    return KafkaLogConfig.ofDefaults(bootstrapServers)
        .withTopics(new KafkaLogConfig.Topics("bench-" + logs, partitions, 1))
        .withWaits(
            new KafkaLogConfig.Waits(
                PATIENCE, PATIENCE, Duration.ofSeconds(30), Duration.ofSeconds(10)));
  }

  private static EventLog open(KafkaLogConfig config) {
    return KafkaEventLog.open(config, InstantSource.system());
  }

  @Override
  public void close() throws IOException {
    broker.getOutputStream().close();
    try {
      if (!broker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        broker.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broker.destroyForcibly();
    }
  }
}
