package dev.ringwatch.flink;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state that Flink keeps: bytes as it was restored, and from its first use on the state itself.
 * So a state backend on the heap makes no bytes of it but for checkpoints, and Flink need know
 * nothing of its form, which may change from version to version.
 *
 * @param <S> the state
 */
final class Kept<S> {

  /**
   * Makes bytes of a state, and a state of bytes.
   *
   * @param <S> the state
   */
  interface Codec<S> {
    /** The bytes of a state. Changes nothing. */
    byte[] bytes(S state);

    /** The state of bytes. */
    S read(byte[] bytes);
  }

  private byte @Nullable [] written;
  private @Nullable S state;
  private @Nullable Codec<S> codec;

  /** A state that was written. */
  Kept(byte[] written) {
    this.written = written;
  }

  /** A state that is new. */
  Kept(S state, Codec<S> codec) {
    this.state = state;
    this.codec = codec;
  }

  /** The state, to be changed in place. */
  synchronized S open(Codec<S> by) {
    S opened = state;
    if (opened == null) {
      opened = by.read(Objects.requireNonNull(written));
      state = opened;
      codec = by;
      written = null;
    }
    return opened;
  }

  /** Its bytes. A checkpoint asks for them in a thread of its own. */
  synchronized byte[] bytes() {
    return state == null
        ? Objects.requireNonNull(written)
        : Objects.requireNonNull(codec).bytes(state);
  }
}
