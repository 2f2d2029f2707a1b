package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;

/**
 * A group that was sent to be written, as long as it is not known whether it was.
 *
 * @param draft what it was made of
 * @param group as it was sent
 */
record Doubt(GroupDraft draft, OrderGroup group) {

  /** Tells that it was not written: its events are read again, its control records are not. */
  void giveUp() {
    LogUnavailableException lost =
        new LogUnavailableException(
            "it is not certain that the control record was written: append it again");
    draft.controls().forEach(control -> control.answer().completeExceptionally(lost));
  }
}
