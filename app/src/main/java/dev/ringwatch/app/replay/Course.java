package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.Lesson;
import dev.ringwatch.app.analyze.MachineDriver;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.risk.RiskBlend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pipeline over what is replayed, for one side or for both, if events become the same
 * under both. Final scores are made whenever so much event time has passed, and at the end. Used by
 * one thread.
 */
final class Course {

  private static final long NOT_YET = Long.MIN_VALUE;

  private final EmbeddedDriver driver;
  private final long latenessMillis;
  private final long everyMillis;
  private final List<SideRun> runs;
  private final RiskBlend risk;
  private final Lesson.Source source;
  private long nextLook = NOT_YET;
  private long failed;

  /**
   * A course that has seen nothing.
   *
   * @param config of all of the sides
   * @param every how much event time lies between two looks, which are at whole multiples of it
   * @param runs the sides, which take in what is found at each look
   * @param source what people said of accounts
   */
  Course(PipelineConfig config, Duration every, List<SideRun> runs, Lesson.Source source) {
    this.driver = MachineDriver.of(config);
    this.latenessMillis = config.lateness().toMillis();
    this.everyMillis = every.toMillis();
    this.runs = List.copyOf(runs);
    this.risk = new RiskBlend(config.risk());
    this.source = source;
  }

  /** Takes in an event, after a look at what was before if it is time for one. */
  void accept(Event event) {
    long millis = event.timestamp().toEpochMilli();
    if (nextLook == NOT_YET) {
      nextLook = lookAfter(millis);
    }
    lookBefore(millis);
    driver.accept(0, event);
    drain();
  }

  private void lookBefore(long millis) {
    long passed = millis - latenessMillis;
    if (passed >= nextLook && nextLook != NOT_YET) {
      // It closes the same ticks as what comes will, but for those after the moment.
      driver.accept(new Control.Heartbeat(Instant.ofEpochMilli(nextLook + latenessMillis)));
      look(null);
      nextLook = lookAfter(passed);
    }
  }

  private long lookAfter(long millis) {
    return Math.max(0, Math.floorDiv(millis, everyMillis) * everyMillis + everyMillis);
  }

  /** Takes in a control record. */
  void accept(Control control) {
    if (control instanceof Control.Heartbeat(Instant time)) {
      lookBefore(time.toEpochMilli());
    }
    driver.accept(control);
    drain();
  }

  private void drain() {
    driver.drainSetAside(_ -> failed++);
  }

  /**
   * Closes all that is open, and looks once more.
   *
   * @param usual scores where the log says no model
   * @return whether there was anything to score
   */
  boolean finish(UsualHere usual) {
    driver.closeAllTicks();
    drain();
    return look(usual);
  }

  /** Before the end, what no model is known for is not looked at: nothing was scored then. */
  private boolean look(@Nullable UsualHere usual) {
    if (driver.closed().isEmpty()) {
      return false;
    }
    Look look = new Look(driver, risk, source);
    for (SideRun run : runs) {
      Scoring scoring = run.side().scoring();
      Optional<AnomalyModel> model = model(scoring, look.vectors(), usual);
      model.ifPresent(known -> run.look(look.scored(known, scoring)));
    }
    return true;
  }

  private Optional<AnomalyModel> model(
      Scoring scoring, List<FeatureVector> vectors, @Nullable UsualHere usual) {
    Optional<AnomalyModel> said = scoring.model().or(driver::model);
    return usual == null
        ? said
        : said.or(driver::newestModel).or(() -> Optional.of(usual.of(vectors)));
  }

  /** Events that could not be processed. */
  long failed() {
    return failed;
  }

  /** Events that were left out because others with their identities were there. */
  long duplicates() {
    return driver.duplicates();
  }

  /** Events that came after their minute had closed. */
  long late() {
    return driver.late();
  }
}
