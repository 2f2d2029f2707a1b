package dev.ringwatch.pipeline;

import dev.ringwatch.event.Tick;
import java.util.function.Consumer;

/**
 * One stage of the pipeline for one key: (state, input) to (state, outputs), without clock, I/O or
 * randomness.
 *
 * <p>A state may be a view of a row in a table of many keys' states; then it shows one key at a
 * time, and the driver opens keys in its table. Accounts are numbers in the state, given by whoever
 * holds it.
 *
 * <p>A driver keeps one state per key and owes the step this: the inputs of a closed tick arrive
 * together, in canonical order (time, then id), ticks in order; a key's state is used by one thread
 * at a time. The step owes the driver: what {@link #tell} says depends only on the inputs so far,
 * so that a driver which asks after every tick and one which asks after the last end alike.
 *
 * @param <K> the key
 * @param <S> the state of one key, changed in place
 * @param <I> what arrives
 * @param <O> what the key tells the next step
 */
public interface KeyedStep<K, S, I, O> {

  /** The state, alone, of a key that has seen nothing. */
  S open(K key);

  /** Takes in one input. */
  void apply(S state, I input);

  /** Says, at a closed tick, what the next step does not know yet. */
  void tell(S state, Tick closed, Consumer<O> output);
}
