package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.pipeline.DriverContract;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The parity contract, on Flink's mini cluster. */
class FlinkDriverTest extends DriverContract {

  /** Longer than any log: rings are searched for once, at its end. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  @TempDir static Path directory;

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  protected Finals run(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    try (TestJob job = new TestJob(config(config), controls, sources)) {
      int parallelism = 1 << (seed % 3);
      Configuration how = Cluster.configuration(parallelism, "hashmap", directory);
      cluster.await(cluster.submit(job.graph(how, false), Optional.empty()));
      return job.finals();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Stops with a savepoint and goes on in another number of tasks, or loses the task manager, which
   * loses all that no checkpoint has.
   */
  @Override
  protected Finals runWithStops(
      PipelineConfig config, List<Control> controls, List<List<Event>> sources, long seed) {
    try (TestJob job = new TestJob(config(config), controls, sources)) {
      if (seed % 2 == 0) {
        loseTaskManager(job);
      } else {
        rescale(job);
      }
      assertThat(job.collected().contradictions()).isEmpty();
      return job.finals();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static JobConfig config(PipelineConfig config) {
    return JobConfig.of(config)
        .withTimes(Duration.ofHours(6), NEVER)
        .withIdleAfter(Duration.ofHours(1));
  }

  private static void loseTaskManager(TestJob job) throws Exception {
    Configuration how = Cluster.configuration(2, "rocksdb", directory);
    JobID id = cluster.submit(job.graph(how, true), Optional.empty());
    cluster.awaitCheckpoints(id, 2);
    cluster.replaceTaskManager();
    cluster.await(id);
    assertThat(cluster.restored(id)).isPositive();
  }

  private static void rescale(TestJob job) throws Exception {
    Configuration two = Cluster.configuration(2, "hashmap", directory);
    JobID first = cluster.submit(job.graph(two, true), Optional.empty());
    cluster.awaitCheckpoints(first, 2);
    String savepoint = cluster.stop(first, directory.resolve("savepoints"));
    Configuration four = Cluster.configuration(4, "rocksdb", directory);
    cluster.await(cluster.submit(job.graph(four, false), Optional.of(savepoint)));
  }
}
