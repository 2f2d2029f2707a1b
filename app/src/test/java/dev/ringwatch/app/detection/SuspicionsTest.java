package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.alert.Move;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.InMemoryEventLog;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents that do not wait for their minute to close. */
class SuspicionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double FROM = 40;

  @TempDir private Path folder;

  private final MattersInMemory matters = new MattersInMemory(FROM, 100);

  private static List<Event> day() {
    List<Event> day = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 1_000, 20_000)))
        .forEach(day::add);
    return day;
  }

  /** Has the log's time come as far. */
  private static void clock(EventLog log, Instant time) {
    log.append(
        List.of(Event.builder(new AccountId("clock"), "tick", time).id("at " + time).build()));
  }

  private List<MattersInMemory.Moved> moves(String account) {
    return matters.moves().stream()
        .filter(moved -> moved.evidence().kind() == IncidentKind.ACCOUNT)
        .filter(moved -> moved.evidence().subject().equals(account))
        .toList();
  }

  @Test
  void openBetweenTicksAndStayWhenTheTickConfirmsThem() throws Exception {
    List<Event> day = day();
    Instant end = day.getLast().timestamp();
    try (EventLog log = InMemoryEventLog.open(new InMemoryEventLog.Store(), 100_000);
        EmbeddedDetection detection =
            new EmbeddedDetection(
                log,
                new Kept(
                    new KeptInMemory(),
                    new ResultsInMemory(),
                    new ModelsInMemory(),
                    new RingsInMemory(),
                    matters),
                PipelineConfig.ofDefaults(),
                new DetectionSettings(
                    folder, Duration.ofHours(1), 100, 5_000, Duration.ofHours(1)))) {
      detection.start();
      log.append(day);
      clock(log, end.plusSeconds(180));
      WaitFor.condition(
          PATIENCE, () -> detection.ask(driver -> driver.newestModel().isPresent()).join());
      clock(log, end.plusSeconds(600));
      WaitFor.condition(PATIENCE, () -> detection.ask(driver -> driver.model().isPresent()).join());
      List<Event> burst = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        burst.add(
            Event.builder(new AccountId("bursting"), "login", end.plusSeconds(720).plusMillis(i))
                .id("burst-" + i)
                .ip("203.0.113." + i % 200)
                .device("device " + i)
                .target("target " + i)
                .build());
      }
      Instant sent = Instant.now();
      log.append(burst);
      WaitFor.condition(PATIENCE, () -> !moves("bursting").isEmpty());
      assertThat(moves("bursting").getFirst().evidence().provisional()).isTrue();
      assertThat(moves("bursting").getFirst().move()).isEqualTo(new Move.Open(false));
      assertThat(moves("bursting").getFirst().evidence().arrivedAt())
          .as("when the burst came, or as good as then")
          .isBetween(sent.minusMillis(500), Instant.now());
      clock(log, end.plusSeconds(1_200));
      WaitFor.condition(
          PATIENCE,
          () -> moves("bursting").stream().anyMatch(moved -> !moved.evidence().provisional()));
      assertThat(moves("bursting").getLast().move()).isInstanceOf(Move.Gather.class);
      assertThat(moves("bursting").getLast().evidence().arrivedAt())
          .as("when the first event of its minute came")
          .isBetween(sent.minusMillis(500), Instant.now());
    }
  }
}
