package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Under another hash key the same log has the same rings and scores, where nothing overflows. */
class OtherHashKeyTest {

  private static final int NO_OVERFLOW = 10_000;

  private static List<Event> log(long seed) {
    Volume volume = new Volume(Volume.ofDefaults().start(), 2, 1_500, 40_000);
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(seed)
                .withTraps(TrapLevel.HARD)
                .withVolume(volume))
        .forEach(events::add);
    return events;
  }

  private static EmbeddedDriver driver(List<Event> log, HashKey key) {
    ProfileConfig defaults = ProfileConfig.ofDefaults();
    ProfileConfig profiles =
        new ProfileConfig(defaults.horizonDays(), defaults.sessionGap(), NO_OVERFLOW, key);
    PipelineConfig config = PipelineConfig.ofDefaults().withProfiles(profiles);
    EmbeddedDriver driver = new EmbeddedDriver(config, 1, 2);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  @Test
  void findsTheSameRingsAndGivesTheSameScores() {
    for (long seed = 1; seed <= 3; seed++) {
      List<Event> log = log(seed);
      EmbeddedDriver known = driver(log, HashKey.PUBLIC);
      AnomalyModel model = AnomalyModel.train(known.vectors(), AnomalyConfig.ofDefaults());
      EmbeddedDriver secret = driver(log, new HashKey(seed, ~seed));
      Finals expected = finals(known, model);
      Finals finals = finals(secret, model);
      assertThat(expected.rings().rings()).as("seed %s", seed).isNotEmpty();
      assertThat(finals.rings().edges()).as("seed %s", seed).isEqualTo(expected.rings().edges());
      assertThat(finals.rings().rings()).as("seed %s", seed).isEqualTo(expected.rings().rings());
      for (int i = 0; i < expected.accounts().size(); i++) {
        assertThat(finals.accounts().get(i))
            .as("seed %s", seed)
            .isEqualTo(expected.accounts().get(i));
      }
    }
  }

  private static Finals finals(EmbeddedDriver driver, AnomalyModel model) {
    return driver.finals(driver.vectors(), model);
  }
}
