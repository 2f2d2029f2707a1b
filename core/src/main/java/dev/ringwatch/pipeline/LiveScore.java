package dev.ringwatch.pipeline;

import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one account right now.
 *
 * @param score its scores; empty while no model is in force
 * @param vector the features behind them
 * @param provisional whether events of open ticks are counted in. If not, the score is what the
 *     last closed tick says, and equals that tick's final score of an account in the ring that the
 *     log says
 * @param tick the newest open tick that holds events of the account, or the last closed tick if
 *     none does; the score is under the model in force there
 * @param lastEvent when the account did what it did last
 */
public record LiveScore(
    Optional<AccountFinal> score,
    FeatureVector vector,
    boolean provisional,
    Tick tick,
    Instant lastEvent) {}
