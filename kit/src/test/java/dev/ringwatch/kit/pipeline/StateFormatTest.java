package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.learn.LearnedWeights;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.Restored;
import dev.ringwatch.pipeline.RingInForce;
import dev.ringwatch.pipeline.StateBounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a state's format do not change under its number, and a state that a release wrote is
 * read by the next.
 */
class StateFormatTest {

  /** The format's number, and the beginning of the SHA-256 of the state below in it. */
  private static final String FORMAT = "7 266074828deff043";

  /** The beginning of the SHA-256 of the {@link #facts} of each state that is kept, by format. */
  private static final Map<Integer, String> KEPT_STATES =
      Map.of(
          3, "0fb040194c1ac57b",
          4, "b3ea6dd84b754580",
          5, "b3ea6dd84b754580",
          6, "763f0d7af1e6e929",
          7, "90903a3a58fe83f4");

  @Test
  void writesOtherBytesOnlyUnderAnotherNumber() throws IOException, NoSuchAlgorithmException {
    byte[] state = state();
    int version = ByteBuffer.wrap(state).getInt(Long.BYTES);
    assertThat(version + " " + hash(state))
        .as("if states hold something new, raise FrozenState.VERSION, then note both here")
        .isEqualTo(FORMAT);
  }

  /**
   * What is in the folder {@code states} was written by {@link #state} of that format. When the
   * format's number rises, the new bytes join it, and the ones before stay as long as releases have
   * written them.
   */
  @Test
  void readsTheStatesOfEarlierReleases() throws Exception {
    for (Map.Entry<Integer, String> kept : KEPT_STATES.entrySet()) {
      try (InputStream in = StateFormatTest.class.getResourceAsStream("/states/" + kept.getKey())) {
        Restored restored =
            EmbeddedDriver.restore(
                Objects.requireNonNull(in), PipelineConfig.ofDefaults(), DriverLayout.of(1, 1));
        assertThat(restored.position()).isEqualTo(300);
        byte[] facts = facts(restored.driver()).getBytes(StandardCharsets.UTF_8);
        assertThat(hash(facts)).as("format %d", kept.getKey()).isEqualTo(kept.getValue());
      }
    }
  }

  /** What releases that forgot nothing left behind goes like everything else. */
  @Test
  void forgetsWhatEarlierReleasesKnew() throws Exception {
    PipelineConfig bounded = PipelineConfig.ofDefaults().withBounds(new StateBounds(30, 0));
    for (int format : List.of(3, 4)) {
      try (InputStream in = StateFormatTest.class.getResourceAsStream("/states/" + format)) {
        EmbeddedDriver driver =
            EmbeddedDriver.restore(Objects.requireNonNull(in), bounded, DriverLayout.of(1, 1))
                .driver();
        driver.closeAllTicks();
        Instant last = driver.closed().orElseThrow().start();
        assertThat(driver.accounts()).isPositive();
        for (int day = 1; day < 40; day++) {
          driver.accept(new Control.Heartbeat(last.plus(Duration.ofDays(day))));
          driver.vectors();
        }
        assertThat(driver.accounts()).as("format %d", format).isZero();
        assertThat(driver.keys()).as("format %d", format).isZero();
      }
    }
  }

  /**
   * Who did how much, once all ticks are closed, which rings there are, what hunts found and what
   * verdicts taught: no later change.
   */
  private static String facts(EmbeddedDriver driver) {
    driver.closeAllTicks();
    Stream<String> accounts =
        driver.vectors().stream()
            .map(vector ->
                vector.account().value() + " " + vector.events() + " " + vector.actionsOnTargets());
    Stream<String> rings = driver.ringsInForce().stream().map(RingInForce::toString);
    Stream<String> findings = driver.findingsInForce().stream().map(FindingsInForce::toString);
    Stream<String> learned = driver.learned().stream().map(LearnedWeights::toString);
    return Stream.of(accounts, rings, findings, learned)
        .flatMap(facts -> facts)
        .collect(Collectors.joining("\n"));
  }

  private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  private static EmbeddedDriver driver() {
    EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, 1);
    new AwkwardEvents(1)
        .next(300).stream()
            .sorted(Comparator.comparing(Event::timestamp))
            .forEach(event -> driver.accept(0, event));
    RingInForce ring =
        new RingInForce("ring-1", 50.5, List.of(new AccountId("a"), new AccountId("ü")));
    driver.accept(new Control.ChangeRings(new Tick(0), List.of(ring), List.of()));
    driver.accept(new Control.ChangeRings(new Tick(1L << 40), List.of(), List.of("ring-2")));
    driver.accept(found("a-hunt", new Tick(0)));
    driver.accept(found("another", new Tick(1L << 40)));
    LearnedWeights taught =
        new LearnedWeights(
            Map.of("ring:whole", 1.5, "events:above", -0.25), new ProbabilityScale(-2, 0.5));
    driver.accept(new Control.UseLearned(new Tick(0), Optional.of(taught)));
    driver.accept(new Control.UseLearned(new Tick(1L << 40), Optional.empty()));
    return driver;
  }

  private static Control found(String hunt, Tick effectiveFrom) {
    List<AccountId> accounts = List.of(new AccountId("a"), new AccountId("ü"));
    return new Control.ChangeFindings(
        effectiveFrom, new FindingsInForce(hunt, 25, new Tick(1L << 41), accounts));
  }

  private static byte[] state() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrozenState frozen = driver().freeze(300)) {
      frozen.writeTo(out);
    }
    return out.toByteArray();
  }
}
