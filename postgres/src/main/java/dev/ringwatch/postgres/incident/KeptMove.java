package dev.ringwatch.postgres.incident;

import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of an incident.
 *
 * @param id its number; later ones have larger numbers
 * @param kind what
 * @param at when; of evidence that was gathered, when that began
 * @param last when it happened last
 * @param times how often evidence was gathered; 1 of all others
 * @param score of the newest evidence then, 0 to 100; empty where it is not known
 * @param band the highest that the incident had by then; empty where it is not known
 * @param who who did it; null for the server by itself
 * @param words to whom it was assigned, or why it was closed; empty otherwise
 */
public record KeptMove(
    long id,
    MoveKind kind,
    Instant at,
    Instant last,
    int times,
    OptionalDouble score,
    Optional<Band> band,
    @Nullable String who,
    String words) {}
