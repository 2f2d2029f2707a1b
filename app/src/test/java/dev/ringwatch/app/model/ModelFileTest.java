package dev.ringwatch.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private static List<FeatureVector> accounts(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FeatureVector> vectors = new ArrayList<>();
    for (int account = 0; account < count; account++) {
      double[] values = new double[Feature.COUNT];
      Arrays.fill(values, Double.NaN);
      values[Feature.EVENTS.index()] = 1 + random.nextInt(50);
      values[Feature.ACTIONS_60M_MAX.index()] = 1 + random.nextInt(9);
      values[Feature.TYPICAL_GAP_SECONDS.index()] = Math.exp(6 + random.nextGaussian());
      values[Feature.RESTLESSNESS.index()] = random.nextDouble() / 3;
      values[Feature.DEVICE_SHARING_MAX.index()] = random.nextInt(30) == 0 ? 4 : 0;
      String group = random.nextInt(5) == 0 ? "größer \"9\"" : "login";
      vectors.add(new FeatureVector(new AccountId("a" + account), 5, 0, group, values));
    }
    return vectors;
  }

  private static AnomalyModel model(int trees, long seed) {
    AnomalyConfig config =
        AnomalyConfig.ofDefaults().withForest(new ForestConfig(trees, 256, seed));
    return AnomalyModel.train(accounts(seed, 600), config);
  }

  private Path saved(AnomalyModel model) {
    Path file = folder.resolve("model.json");
    ModelFile.save(model, file, "test");
    return file;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, Long.MIN_VALUE, Long.MAX_VALUE})
  void scoresBitByBitAsTheModelThatWasSaved(long seed) {
    AnomalyModel model = model(200, seed);
    AnomalyModel loaded = ModelFile.load(saved(model));
    List<FeatureVector> others = accounts(seed + 1, 300);
    assertThat(loaded.scores(others)).isEqualTo(model.scores(others));
    for (FeatureVector vector : others) {
      assertThat(loaded.explain(vector)).isEqualTo(model.explain(vector));
    }
    assertThat(loaded.state()).isEqualTo(model.state());
  }

  @Test
  void isReadableAndTheSameEveryTime() throws IOException {
    String text = Files.readString(saved(model(20, 5)));
    assertThat(text)
        .startsWith("{")
        .endsWith("}\n")
        .contains("\"format\" : \"ringwatch-anomaly-model\"", "\"version\" : 1", "\"seed\" : 5")
        .contains("\"name\" : \"events\"", "\"aspect\" : \"VOLUME\"", "\"trained_on\" : 600");
    assertThat(Files.readString(saved(model(20, 5)))).isEqualTo(text);
    assertThat(folder.resolve("model.json.part")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "\"version\" : 1; \"version\" : 2; it has version 2, this Ringwatch knows version 1",
        "\"version\" : 1; \"version\" : \"1\"; version should be a whole number",
        "ringwatch-anomaly-model; other; format is not ringwatch-anomaly-model",
        "\"name\" : \"events\"; \"name\" : \"mood\"; knows no feature \"mood\"",
        "\"name\" : \"restlessness\"; \"name\" : \"events\"; another aspect",
        "\"aspect\" : \"VOLUME\"; \"aspect\" : \"MOON\"; features[0]: this Ringwatch counts events",
        "\"trained_on\" : 600; \"trained_on\" : -1; trainedOn must be at least 1",
        "\"trained_on\" : 600; \"trained_on\" : 600.5; trained_on should be a whole number",
        "\"trees\" : 20; \"trees\" : 19; there are 20 trees, not 19",
        "\"trees\" : 20; \"trees\" : 99999; config: trees must be 1 to 10000",
        "\"forest_weight\" : 0.55; \"forest_weight\" : 1e999; config.forest_weight should be a number",
        "\"forest_weight\" : 0.55; \"forest_weight\" : NaN; not JSON",
        "\"seed\" : 5; \"seed\" : 99999999999999999999; config.seed should be a whole number",
        "\"sample_size\" : 256,\\n    \"columns\"; \"sample_size\" : 2,\\n    \"columns\"; deeper than 1",
        "\"columns\" : [; \"columns\" : [ \"MOON\",; no aspect MOON",
        "\"calibration\"; \"calibrated\"; calibration is missing",
        "\"unit\" :; \"unit\" : 0, \"x\" :; unit must be",
        "\"peers\" : [; \"peers\" : [[[[[[[[[[; not JSON",
      })
  void saysWhatIsWrongAndWhere(String old, String changed, String complaint) throws IOException {
    Path file = saved(model(20, 5));
    String text = Files.readString(file);
    assertThat(text).contains(old.replace("\\n", "\n"));
    Files.writeString(file, text.replace(old.replace("\\n", "\n"), changed.replace("\\n", "\n")));
    assertThatThrownBy(() -> ModelFile.load(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--model " + file)
        .hasMessageContaining(complaint)
        .message()
        .hasLineCount(1)
        .hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void loadsOrRefusesWhateverBecomesOfAFile(long seed) throws IOException {
    Path file = saved(model(20, 5));
    byte[] valid = Files.readAllBytes(file);
    Random random = new Random(seed);
    List<FeatureVector> others = accounts(9, 50);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      Files.write(file, mutated(valid, random));
      String what = "seed " + seed + ", round " + round;
      boolean failed =
          Assertions.assertTimeoutPreemptively(LONG, () -> isRefused(file, others, what), what);
      refused += failed ? 1 : 0;
    }
    assertThat(refused).as("seed %s", seed).isGreaterThan(30);
  }

  private static boolean isRefused(Path file, List<FeatureVector> others, String what) {
    try {
      AnomalyModel loaded = ModelFile.load(file);
      for (FeatureVector vector : others) {
        assertThat(loaded.explain(vector).score()).as(what).isBetween(0.0, 100.0);
      }
      return false;
    } catch (CommandFailure e) {
      assertThat(e.getMessage()).as(what).hasLineCount(1).hasSizeLessThan(700);
      return true;
    }
  }

  /** Some digits, brackets or bytes changed, or the end cut off. */
  private static byte[] mutated(byte[] valid, Random random) {
    if (random.nextInt(6) == 0) {
      return Arrays.copyOf(valid, random.nextInt(valid.length));
    }
    byte[] bytes = valid.clone();
    byte[] likely = "0123456789-.eE[]{},\"".getBytes(StandardCharsets.US_ASCII);
    int length = random.nextBoolean() ? Math.min(4_000, bytes.length) : bytes.length;
    for (int change = random.nextInt(4); change >= 0; change--) {
      bytes[random.nextInt(length)] =
          random.nextInt(4) == 0
              ? (byte) random.nextInt(256)
              : likely[random.nextInt(likely.length)];
    }
    return bytes;
  }
}
