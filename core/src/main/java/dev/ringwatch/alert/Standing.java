package dev.ringwatch.alert;

import dev.ringwatch.event.Tick;
import dev.ringwatch.risk.Band;

/**
 * How the newest incident of a matter stands.
 *
 * @param incident its number
 * @param open whether it is open
 * @param provisional whether no closed tick has confirmed it yet
 * @param score of its newest evidence
 * @param band the highest that it had
 * @param tick of its newest evidence
 * @param cleared of a closed one, whether its matter has been below the threshold since
 */
public record Standing(
    long incident,
    boolean open,
    boolean provisional,
    double score,
    Band band,
    Tick tick,
    boolean cleared) {}
