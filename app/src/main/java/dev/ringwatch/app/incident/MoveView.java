package dev.ringwatch.app.incident;

import dev.ringwatch.postgres.incident.KeptMove;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of an incident, as the HTTP interface shows it. Names are a contract.
 *
 * @param move what: opened, reopened, confirmed, gathered, escalated, acknowledged, assigned,
 *     folded, allowed, resolved or withdrawn
 * @param at when; of evidence that was gathered, when that began
 * @param lastAt when it happened last
 * @param times how often evidence was gathered; 1 of all others
 * @param score of the newest evidence then, 0 to 100; null where it is not known
 * @param band the highest that the incident had by then; null where it is not known
 * @param by who did it; null for the server by itself
 * @param words to whom it was assigned, or why it was closed; empty otherwise
 */
record MoveView(
    String move,
    Instant at,
    Instant lastAt,
    int times,
    @Nullable Double score,
    @Nullable String band,
    @Nullable String by,
    String words) {

  static MoveView of(KeptMove kept) {
    return new MoveView(
        kept.kind().label(),
        kept.at(),
        kept.last(),
        kept.times(),
        kept.score().isPresent() ? kept.score().getAsDouble() : null,
        kept.band().map(Band::label).orElse(null),
        kept.who(),
        kept.words());
  }

  /**
   * A page of moves.
   *
   * @param history the newest first
   * @param next the cursor of the next page; null if there is none
   */
  record Page(List<MoveView> history, @Nullable String next) {}
}
