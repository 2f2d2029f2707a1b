package dev.ringwatch.app.calibrate;

import dev.ringwatch.calibrate.CalibrationConfig;
import java.nio.file.Path;

/**
 * What {@code calibrate} was asked for.
 *
 * @param accounts the scores
 * @param labels what is known of accounts
 * @param out the folder for the answers
 * @param config what the threshold has to keep to
 * @param trust what the person vouches for
 */
record CalibrationRequest(
    Path accounts, Path labels, Path out, CalibrationConfig config, Trust trust) {

  /**
   * What the person vouches for where files do not say it.
   *
   * @param allAreAudited that the labels are a random sample of all accounts
   * @param unknownAreSkipped that labels of accounts without a score may be left out
   */
  record Trust(boolean allAreAudited, boolean unknownAreSkipped) {}
}
