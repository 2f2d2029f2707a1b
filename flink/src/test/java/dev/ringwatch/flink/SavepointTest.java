package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job of today goes on from what the job of an earlier day kept in the middle of a log, in
 * twice as many tasks and with another state backend.
 *
 * <p>What is in the folder {@code savepoints} was written by this test under {@code
 * RINGWATCH_WRITE_SAVEPOINT=yes}. When states are written otherwise, another joins it, and the ones
 * before stay as long as somebody may have them.
 */
class SavepointTest {

  private static final String KEPT = "savepoints/1.gz";
  private static final String METADATA = "_metadata";
  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final JobConfig JOB =
      JobConfig.of(CONFIG)
          .withTimes(Duration.ofMinutes(1), Duration.ofDays(1))
          .withIdleAfter(Duration.ofHours(1));
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int ACCOUNTS = 60;

  @TempDir private Path directory;

  /** All act in both halves; the first five share device and card and like the same things. */
  private static List<Event> log() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 6 * ACCOUNTS; i++) {
      int account = i % ACCOUNTS;
      boolean together = account < 5;
      events.add(
          Event.builder(
                  new AccountId("account-" + account),
                  i % 3 == 0 ? "login" : "like",
                  START.plus(Duration.ofSeconds(3_600L * (i / ACCOUNTS) + 7L * account)))
              .id("e" + i)
              .ip("192.0.2." + (together ? 1 : account))
              .device(together ? "device" : "device-" + account)
              .payment("card-" + (together ? 0 : account))
              .target("target-" + (together ? i / ACCOUNTS : i))
              .build());
    }
    return events;
  }

  private static EmbeddedDriver embedded(List<Control> controls) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    controls.forEach(driver::accept);
    log().forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  private static List<Control> controls() {
    Control found =
        new Control.ChangeFindings(
            Tick.of(START),
            new FindingsInForce(
                "one", 30, Tick.of(START).next(), List.of(new AccountId("account-7"))));
    Control stands =
        new Control.ChangeFindings(
            Tick.of(START),
            new FindingsInForce(
                "other",
                20,
                Tick.of(START.plus(Duration.ofDays(9))),
                List.of(new AccountId("account-8"))));
    AnomalyModel model =
        AnomalyModel.train(
            embedded(List.of()).vectors(),
            AnomalyConfig.ofDefaults().withForest(new ForestConfig(5, 16, 1)));
    return List.of(new Control.UseModel(new Tick(0), model), found, stands);
  }

  @Test
  void goesOnFromWhatAnEarlierJobKept() throws Exception {
    List<Control> controls = controls();
    Finals expected = embedded(controls).finals();
    assertThat(expected.rings().edges()).isNotEmpty();
    try (Cluster cluster = Cluster.start();
        TestJob job = new TestJob(JOB, controls, List.of(log()))) {
      if ("yes".equals(System.getenv("RINGWATCH_WRITE_SAVEPOINT"))) {
        write(cluster, job, Path.of("src/test/resources").resolve(KEPT));
        return;
      }
      Configuration how = Cluster.configuration(4, "rocksdb", directory);
      cluster.await(cluster.submit(job.graph(how, false), Optional.of(kept())));
      Finals found = job.finals();
      assertThat(found.tick()).isEqualTo(expected.tick());
      assertThat(found.accounts()).isEqualTo(expected.accounts());
      assertThat(found.rings().edges()).isEqualTo(expected.rings().edges());
      assertThat(found.rings().rings()).isEqualTo(expected.rings().rings());
      assertThat(job.collected().finalTicks(new AccountId("account-3")))
          .as("the first half was not read again")
          .hasSizeBetween(1, 9);
    }
  }

  @Test
  void countsNothingOfTicksThatHadClosed() throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(login("first-" + i, START.plus(Duration.ofHours(i))));
    }
    for (int i = 0; i < 390; i++) {
      // Half are repeated, half were never seen.
      events.add(i % 2 == 0 ? events.getFirst() : login("late-" + i, START));
    }
    try (Cluster cluster = Cluster.start();
        TestJob job = new TestJob(JOB, controls(), List.of(events))) {
      Configuration how = Cluster.configuration(2, "hashmap", directory);
      // One event between two checkpoints, so that it is far from its end when it is stopped.
      JobID id = cluster.submit(job.graph(how, events.size()), Optional.empty());
      WaitFor.condition(Duration.ofMinutes(2), () -> !job.collected().others(Kind.EVENT).isEmpty());
      String savepoint = cluster.stop(id, directory.resolve("half"));
      assertThat(job.collected().others(Kind.EVENT)).hasSizeLessThan(390);
      cluster.await(cluster.submit(job.graph(how, false), Optional.of(savepoint)));
      assertThat(job.collected().others(Kind.EVENT)).hasSize(390);
    }
  }

  private static Event login(String id, Instant at) {
    return Event.builder(new AccountId("account"), "login", at).id(id).build();
  }

  /** Unpacks what is kept to where Flink finds it. */
  private String kept() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("kept"));
    try (InputStream packed = SavepointTest.class.getResourceAsStream("/" + KEPT);
        InputStream in = new GZIPInputStream(Objects.requireNonNull(packed))) {
      Files.copy(in, folder.resolve(METADATA));
    }
    return folder.toUri().toString();
  }

  private void write(Cluster cluster, TestJob job, Path to) throws Exception {
    Configuration how = Cluster.configuration(2, "hashmap", directory);
    // All in one file.
    how.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    JobID id = cluster.submit(job.graph(how, true), Optional.empty());
    cluster.awaitCheckpoints(id, 20);
    String savepoint = cluster.stop(id, directory.resolve("written"));
    Files.createDirectories(to.getParent());
    try (OutputStream file = Files.newOutputStream(to);
        OutputStream out = new GZIPOutputStream(file)) {
      Files.copy(Path.of(URI.create(savepoint)).resolve(METADATA), out);
    }
  }
}
