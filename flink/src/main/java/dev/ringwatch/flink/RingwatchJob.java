package dev.ringwatch.flink;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.kafka.JobTopics;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.StoredHashKey;
import dev.ringwatch.postgres.results.ResultsWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What {@code flink run ringwatch-flink.jar --config FILE} runs: it submits the job. */
public final class RingwatchJob {

  private static final String USAGE = "flink run ringwatch-flink.jar --config FILE";

  /** Where the cluster's own configuration does not say it. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  /** What PostgreSQL says of a table that is not there. */
  private static final String NO_SUCH_TABLE = "42P01";

  private RingwatchJob() {}

  /**
   * Submits the job to the cluster that runs this.
   *
   * @param arguments {@code --config FILE}
   * @throws Exception in one sentence, if it cannot be started so
   */
  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    prepare(environment, arguments, System.getenv());
    environment.execute("ringwatch");
  }

  /** Wires the job, once what it needs is there. */
  static void prepare(
      StreamExecutionEnvironment environment, String[] arguments, Map<String, String> variables) {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      throw new UnusableSettingsException("how to start the job: " + USAGE);
    }
    JobSettings settings =
        JobSettings.of(new GivenSettings(SettingsFile.read(Path.of(arguments[1])), variables));
    checkpoints(environment);
    try {
      JobTopics.make(settings.log());
    } catch (LogUnavailableException e) {
      throw new UnusableSettingsException("the event log cannot be used: " + e.getMessage());
    }
    JobConfig config = settings.job().withHashKey(hashKey(settings.database()));
    Job.wire(environment, config, settings);
  }

  private static void checkpoints(StreamExecutionEnvironment environment) {
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      environment.enableCheckpointing(CHECKPOINTS.toMillis());
    }
    if (environment.getCheckpointConfig().isUnalignedCheckpointsEnabled()) {
      throw new UnusableSettingsException(
          "execution.checkpointing.unaligned.enabled must be false: with unaligned checkpoints"
              + " a minute may have closed in some tasks and not in others");
    }
  }

  /**
   * The key that the server hashes ids under, so that both come to the same, of a database that the
   * job may write from now on.
   */
  private static HashKey hashKey(DatabaseAccess database) {
    try (ConnectionPool pool = database.open("ringwatch-flink")) {
      if (!ResultsWriter.claimAsJob(pool.dataSource())) {
        throw new UnusableSettingsException(
            "the servers of this database have detection themselves, and would write over what the"
                + " job writes: give the job a database of its own, on which servers are started with"
                + " ringwatch.detection.by=flink");
      }
      return new StoredHashKey(pool.dataSource()).readOrDraw(new SecureRandom());
    } catch (SQLException e) {
      throw new UnusableSettingsException(
          NO_SUCH_TABLE.equals(e.getSQLState())
              ? "the database has no tables of Ringwatch yet: start a server on it once"
              : "the database cannot be used: " + e.getMessage());
    }
  }
}
