package dev.ringwatch.postgres.alert;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What messages to an endpoint are signed with, encrypted. */
public final class SealedSecrets {

  private final byte[] current;
  private final byte @Nullable [] previous;

  /** Those of an endpoint. */
  public SealedSecrets(byte[] current, byte @Nullable [] previous) {
    this.current = current.clone();
    this.previous = previous == null ? null : previous.clone();
  }

  /** The one that holds. */
  public byte[] current() {
    return current.clone();
  }

  /** The one before, while it holds as well. */
  public Optional<byte[]> previous() {
    return Optional.ofNullable(previous).map(byte[]::clone);
  }
}
