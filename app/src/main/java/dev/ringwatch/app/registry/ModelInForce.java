package dev.ringwatch.app.registry;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.detection.Knowledge;
import dev.ringwatch.control.ModelNames;
import java.time.Duration;
import java.util.Optional;

/** Says under which model scores are made now. Safe for threads. */
public final class ModelInForce {

  private final Detection detection;
  private final ModelNames names = new ModelNames();

  /** That of a server's detection. */
  public ModelInForce(Detection detection) {
    this.detection = detection;
  }

  /**
   * The id of the model that scores are made under; empty while there is none.
   *
   * @param patience how long to wait for detection's answer
   * @throws dev.ringwatch.app.detection.NotLiveException if it does not answer
   */
  public Optional<String> id(Duration patience) {
    return Detection.await(detection.know(Knowledge::model), patience).map(names::of);
  }
}
