package dev.ringwatch.app.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of a request. */
sealed interface Answer {

  /**
   * It was taken, up to what was refused.
   *
   * @param accepted how many events are new there
   * @param duplicates how many it had
   * @param refused the others
   * @param takesFrom since when events may have happened to be taken; empty if it did not say
   */
  record Taken(int accepted, int duplicates, List<Refused> refused, Optional<Instant> takesFrom)
      implements Answer {}

  /**
   * An event that was not taken.
   *
   * @param index its place in the request, from 0
   * @param reason why
   */
  record Refused(int index, String reason) {}

  /**
   * Whether it was taken is not known, or it was not: the same has to be sent again.
   *
   * @param why in words
   * @param after how long to wait before
   */
  record Again(String why, Duration after) implements Answer {}

  /** It brings more than the server takes at once. */
  record TooLarge() implements Answer {}

  /**
   * It will never be taken.
   *
   * @param why in words
   */
  record Never(String why) implements Answer {}
}
