package dev.ringwatch.pipeline;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * One stage of the pipeline for one key: (state, input) to (state, outputs), without clock, I/O or
 * randomness.
 *
 * <p>A driver keeps one state per key and owes the step this: the inputs of a closed tick arrive
 * together, in canonical order ({@link dev.ringwatch.event.Event#CANONICAL_ORDER}), ticks in order;
 * a key's state is used by one thread at a time. The step owes the driver: what {@link #tell} says
 * depends only on the inputs so far, so that a driver which asks after every tick and one which
 * asks after the last end alike.
 *
 * <p>Accounts are numbers in states and messages, as they are rows in tables; they are given by
 * whoever holds the state, and mean nothing to anybody else. A driver that keeps many keys in one
 * place numbers the accounts once for all of them, and a state may then be a view of a row in a
 * table of many keys' states, which shows one key at a time. A driver that keeps every key by
 * itself numbers the accounts of each key by itself, and sends ids.
 *
 * @param <K> the key
 * @param <S> the state of one key, changed in place
 * @param <I> what arrives
 * @param <O> what the key tells the next step
 */
public interface KeyedStep<K, S, I, O> {

  /** The state, alone, of a key that has seen nothing. */
  S open(K key);

  /** Takes in one input, and says what is to be said of it at once. */
  void apply(S state, I input, Consumer<O> output);

  /** Says, at a closed tick, what the next step does not know yet. */
  void tell(S state, Tick closed, Consumer<O> output);

  /**
   * Forgets what is too old to count: where states are bounded, the driver asks for it once in
   * every day of event time, at the minute of the day that the key's hash says ({@link
   * dev.ringwatch.flat.DailySweep}), after all has been told.
   *
   * @return whether nothing is left, so that the driver forgets the key
   */
  boolean expire(S state, Cut cut);

  /** Writes the state of one key, be it alone or a view of a row. */
  void write(S state, BlockWriter out) throws IOException;

  /**
   * The state, alone, that {@link #write} wrote; it goes on as the other would have.
   *
   * @param accounts from the numbers that accounts had where it was written to those they have here
   * @throws dev.ringwatch.flat.UnusableStateException if it is damaged
   */
  S read(K key, BlockReader in, IntUnaryOperator accounts) throws IOException;

  /** The same where accounts have the same numbers. */
  default S read(K key, BlockReader in) throws IOException {
    return read(key, in, IntUnaryOperator.identity());
  }
}
