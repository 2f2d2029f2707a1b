package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.kafka.KafkaEventLog;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.log.CopiedEventLog;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.log.ServerName;
import java.time.Clock;
import java.util.OptionalLong;

/**
 * The event log that the settings name, and whether this server is the one that has detection on
 * it. Safe for threads.
 */
sealed interface ServerLog extends AutoCloseable {

  /** The log. */
  EventLog log();

  /** Has it learn of its newest hours which events it holds. */
  void learnNewestHours();

  /**
   * Takes the log for this server if it has fallen to it: nobody before it does anything then.
   *
   * @return whether this server has it
   * @throws LogUnavailableException if that could not be done; trying again is safe
   */
  boolean take();

  /**
   * How many events were taken and have no place in the log yet; empty while another server knows.
   *
   * @throws LogUnavailableException if the log's store does not answer
   */
  OptionalLong unordered();

  /** How many entries of the log are not in the tables yet. */
  long uncopied();

  @Override
  void close();

  /**
   * Opens it.
   *
   * @param server what this process is called
   * @throws LogUnavailableException if that is not possible; the message says why
   * @throws CommandFailure if settings are not those of a log
   */
  static ServerLog open(Store store, ServerSettings settings, ServerName server) {
    try {
      return settings
          .kafkaLog()
          .<ServerLog>map(config -> OnKafka.open(store, config, server))
          .orElseGet(() -> new InDatabase(store.openLog()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("ringwatch.kafka: " + e.getMessage());
    }
  }

  /**
   * The log in the database, which nobody else has as long as this is open.
   *
   * @param log the log
   */
  record InDatabase(PostgresEventLog log) implements ServerLog {

    @Override
    public void learnNewestHours() {
      log.learnNewestHours();
    }

    @Override
    public boolean take() {
      return true;
    }

    @Override
    public OptionalLong unordered() {
      return OptionalLong.of(0);
    }

    @Override
    public long uncopied() {
      return 0;
    }

    @Override
    public void close() {
      log.close();
    }
  }

  /**
   * The log on Kafka.
   *
   * @param kafka the log itself, which has numbers for entries where this server has it
   * @param log its copy, which closes it
   * @param server what this process is called
   */
  record OnKafka(KafkaEventLog kafka, CopiedEventLog log, ServerName server) implements ServerLog {

    private static OnKafka open(Store store, KafkaLogConfig config, ServerName server) {
      Clock clock = Clock.systemUTC();
      KafkaEventLog kafka = KafkaEventLog.join(config, clock);
      try {
        return new OnKafka(kafka, store.copyOf(kafka), server);
      } catch (LogUnavailableException e) {
        kafka.close();
        throw e;
      }
    }

    @Override
    public void learnNewestHours() {
      log.learnNewestHours();
    }

    @Override
    public boolean take() {
      if (!kafka.isOrdering()) {
        return false;
      }
      log.take(server);
      return true;
    }

    @Override
    public OptionalLong unordered() {
      return kafka.unorderedRecords();
    }

    @Override
    public long uncopied() {
      return log.uncopiedEntries();
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
