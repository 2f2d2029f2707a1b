package dev.ringwatch.pipeline;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Packed;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;

/**
 * The state of one key as bytes, for drivers that keep every key by itself and hand its bytes to
 * somebody else to keep. The bytes begin with the number of their format, so that what an older
 * Ringwatch kept is read by this one, or refused in one sentence.
 *
 * @param <K> the key
 * @param <S> the state of one key
 */
public final class KeyStateCodec<K, S> {

  private static final int VERSION = 1;

  private final KeyedStep<K, S, ?, ?> step;

  /** The codec of a step's states. */
  public KeyStateCodec(KeyedStep<K, S, ?, ?> step) {
    this.step = step;
  }

  /** The state of a key that has seen nothing. */
  public KeyState<S> open(K key) {
    return new KeyState<>(new LocalAccounts(), step.open(key));
  }

  /** The bytes of a state. O(its size). */
  public byte[] bytes(KeyState<S> state) {
    return Packed.bytes(out -> {
      out.putInt(VERSION);
      state.accounts().writeTo(out);
      step.write(state.state(), out);
    });
  }

  /**
   * The state that {@link #bytes} wrote, of the same key and under the same configuration.
   *
   * @throws java.io.UncheckedIOException with an {@link UnusableStateException} if the bytes are
   *     damaged, or of a format that is not known
   */
  public KeyState<S> read(K key, byte[] bytes) {
    return Packed.read(
        bytes,
        in -> {
          LocalAccounts accounts = accounts(in);
          return new KeyState<>(accounts, step.read(key, in));
        });
  }

  /**
   * The same state without the numbers of accounts that it has forgotten. O(its size).
   *
   * @param state is not to be used any more
   */
  public KeyState<S> withoutForgotten(K key, KeyState<S> state) {
    LocalAccounts left = new LocalAccounts();
    byte[] written = Packed.bytes(out -> step.write(state.state(), out));
    S again =
        Packed.read(
            written, in -> step.read(key, in, number -> left.number(state.accounts().id(number))));
    return new KeyState<>(left, again);
  }

  /** Reads what comes before the step's own state: the format, and the accounts. */
  static LocalAccounts accounts(BlockReader in) throws IOException {
    UnusableStateException.requireFormat(in.readInt(), VERSION, "a key");
    return new LocalAccounts(in);
  }
}
