package dev.ringwatch.kafka;

/** The topics that a Flink job reads and writes. */
public final class JobTopics {

  private JobTopics() {}

  /**
   * Sees to it that those of the log are there, and the one for what the job does not count.
   *
   * @throws dev.ringwatch.log.LogUnavailableException if the brokers do not answer, or do not let
   *     us, or a topic that is there would lose what the log needs
   */
  public static void make(KafkaLogConfig config) {
    Clients clients = new Clients(config);
    LogTopics topics = new LogTopics(config);
    topics.make(clients);
    topics.makeAside(clients);
  }
}
