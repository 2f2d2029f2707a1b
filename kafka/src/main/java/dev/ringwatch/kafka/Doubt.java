package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;

/**
 * A group that was sent to be written, as long as it is not known whether it was.
 *
 * @param draft what it was made of
 * @param group as it was sent
 */
record Doubt(GroupDraft draft, OrderGroup group) {

  /** Tells that it was written: each event of a process's calls, and its control records. */
  void answer(Calls calls, long process) {
    for (GroupDraft.Outcome outcome : draft.outcomes()) {
      if (outcome.header().process() == process) {
        calls.placed(outcome.header(), outcome.accepted(), outcome.seq());
      }
    }
    long seq = group.lastSeq() - draft.controls().size();
    for (Calls.Waiting control : draft.controls()) {
      control.answer().complete(++seq);
    }
  }

  /** Tells that it was not written: its events are read again, its control records are not. */
  void giveUp() {
    LogUnavailableException lost =
        new LogUnavailableException(
            "it is not certain that the control record was written: append it again");
    draft.controls().forEach(control -> control.answer().completeExceptionally(lost));
  }
}
