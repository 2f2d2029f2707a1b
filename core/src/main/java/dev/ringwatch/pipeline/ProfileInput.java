package dev.ringwatch.pipeline;

import dev.ringwatch.event.Event;

/** What arrives at an account. */
public sealed interface ProfileInput permits ProfileInput.Acted, Sharing {

  /**
   * The account did something.
   *
   * @param event what it did
   */
  record Acted(Event event) implements ProfileInput {}
}
