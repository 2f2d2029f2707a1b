package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import java.util.Optional;

/**
 * The verdict that somebody gave just now, which they can take back.
 *
 * @param words what they said
 * @param about about whom, as it is shown
 * @param kind an account or a ring, in a word
 * @param undo where the form goes that takes it back
 * @param number its number
 */
record Said(String words, String about, String kind, String undo, long number) {

  /** Of their own verdict; empty if there is none. */
  static Optional<Said> of(Optional<KeptVerdict> own, QueueAddress address) {
    return own.map(verdict ->
        new Said(
            verdict.judgement().word(),
            Shown.name(verdict.subject().id()),
            verdict.subject().kind().label(),
            address.to("/queue/undo"),
            verdict.id()));
  }
}
