package dev.ringwatch.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.SnapshotFile;
import dev.ringwatch.app.health.ComponentHealth;
import dev.ringwatch.app.health.SeenHealth;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.alert.Backlog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmsTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:30Z");
  private static final SnapshotFile SNAPSHOT = new SnapshotFile(1_000, NOW.minusSeconds(60));

  /** A server that is well, in which one thing is changed. */
  private static final class Facts {
    private List<SeenHealth> parts =
        List.of(
            new SeenHealth(
                new ComponentHealth("database", ComponentHealth.State.OK, "it answers"), NOW));
    private List<String> missing = List.of();
    private DetectionStatus status = status(NOW.minusSeconds(120), 100, 50);
    private Optional<SnapshotFile> snapshot = Optional.of(SNAPSHOT);
    private Backlog.Counts deliveries = Backlog.Counts.NONE;
    private final List<Sample> samples = new ArrayList<>();

    Facts() {
      samples.add(sample(3_600, 0, 0));
      samples.add(sample(0, 1_000, 0));
    }

    List<String> names() {
      RecentFigures.Window all =
          new RecentFigures.Window(samples.getFirst(), samples.getLast(), samples);
      return new Alarms(
              new Alarms.Health(parts, missing),
              status,
              snapshot,
              deliveries,
              new Alarms.Recent(all, all, all, all))
          .holding().stream().map(Alarm::name).toList();
    }

    void last(Sample sample) {
      samples.set(samples.size() - 1, sample);
    }
  }

  private static DetectionStatus status(Instant closed, long read, long snapshot) {
    return new DetectionStatus(
        DetectionStatus.State.LIVE,
        read,
        read,
        Optional.of(Tick.of(closed)),
        1,
        0,
        0,
        snapshot,
        "");
  }

  private static Sample sample(long secondsAgo, long accepted, long rejected) {
    return sample(secondsAgo, accepted, rejected, new Sample.Requests(10, 0));
  }

  private static Sample sample(
      long secondsAgo, long accepted, long rejected, Sample.Requests requests) {
    return new Sample(
        NOW.minusSeconds(secondsAgo),
        new Sample.Events(accepted, 0, rejected),
        requests,
        0,
        0,
        0.5,
        0);
  }

  @Test
  void holdsNoneWhereAllIsWell() {
    assertThat(new Facts().names()).isEmpty();
  }

  @Test
  void namesPartsThatAreNotWellTheUrgentOnesFirst() {
    Facts facts = new Facts();
    facts.parts =
        List.of(
            new SeenHealth(new ComponentHealth("lag", ComponentHealth.State.WARN, "10 s"), NOW),
            new SeenHealth(
                new ComponentHealth("database", ComponentHealth.State.FAIL, "silent"), NOW));
    facts.missing = List.of("database");
    assertThat(facts.names())
        .containsExactly("RingwatchNotReady", "RingwatchComponentFails", "RingwatchComponentWarns");
  }

  @Test
  void saysWhenMinutesDoNotCloseOrSnapshotsAreNotWritten() {
    Facts facts = new Facts();
    facts.status = status(NOW.minusSeconds(700), 2_000_000, 50);
    assertThat(facts.names()).containsExactly("RingwatchTicksDoNotClose");
    facts.snapshot = Optional.of(new SnapshotFile(1, NOW.minusSeconds(901)));
    assertThat(facts.names()).containsExactly("RingwatchTicksDoNotClose", "RingwatchNoSnapshots");
  }

  @Test
  void saysWhenNothingComes() {
    Facts facts = new Facts();
    facts.last(sample(0, 0, 0));
    assertThat(facts.names()).containsExactly("RingwatchNoEvents");
    facts.samples.set(0, sample(600, 0, 0));
    assertThat(facts.names()).as("it has not run for long").isEmpty();
  }

  @Test
  void saysWhenMuchIsRejectedOrTurnedAway() {
    Facts facts = new Facts();
    facts.last(sample(0, 950, 50));
    assertThat(facts.names()).as("5 % are no more than 5 %").isEmpty();
    facts.last(sample(0, 949, 51));
    assertThat(facts.names()).containsExactly("RingwatchRejectsEvents");
    facts.last(sample(0, 1_000, 0, new Sample.Requests(110, 2)));
    assertThat(facts.names()).containsExactly("RingwatchIngestFails");
    facts.last(sample(0, 1_000, 0, new Sample.Requests(110, 1)));
    assertThat(facts.names()).isEmpty();
  }

  @Test
  void saysWhenTheMachineIsTooSmall() {
    Facts facts = new Facts();
    facts.samples.clear();
    for (int i = 0; i < 2; i++) {
      facts.samples.add(
          new Sample(
              NOW.minusSeconds(3_600L * (1 - i)),
              new Sample.Events(100L * i, 0, 0),
              new Sample.Requests(1, 0),
              3L * i,
              5L * i,
              0.95,
              4));
    }
    facts.deliveries = new Backlog.Counts(1, 1, Duration.ofSeconds(5), 1, 0, 0);
    assertThat(facts.names())
        .containsExactly(
            "RingwatchHeapFull",
            "RingwatchSetsAside",
            "RingwatchSheds",
            "RingwatchEndpointsFail",
            "RingwatchConnectionsAwaited");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RingwatchNotReady",
        "RingwatchComponentFails",
        "RingwatchComponentWarns",
        "RingwatchTicksDoNotClose",
        "RingwatchNoSnapshots",
        "RingwatchSetsAside",
        "RingwatchNoEvents",
        "RingwatchRejectsEvents",
        "RingwatchIngestFails",
        "RingwatchHeapFull",
        "RingwatchSheds",
        "RingwatchEndpointsFail",
        "RingwatchConnectionsAwaited"
      })
  void hasTheNamesOfTheDocumentedRules(String name) throws Exception {
    assertThat(Files.readString(documentation())).contains("- alert: " + name + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"detection", "lag", "database", "disk", "clock", "archive", "erasure", "delivery"})
  void saysOfEveryDocumentedPartWhatToDo(String part) throws Exception {
    assertThat(Files.readString(documentation())).contains("| `" + part + "` |");
    assertThat(Advice.about(part)).isNotEqualTo(Advice.about("any other"));
  }

  private static Path documentation() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/operations.md"))) {
        return path.resolve("docs/operations.md");
      }
    }
    throw new IllegalStateException("no docs/operations.md above " + here);
  }
}
