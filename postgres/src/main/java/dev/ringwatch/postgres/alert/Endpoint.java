package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent.
 *
 * @param id its number
 * @param name what people call it
 * @param format how alerts are worded for it; never changes
 * @param url where it is; of e-mail {@code mailto:} and the addresses, with commas between
 * @param leastBand incidents below it are not told, unless they were told of before
 * @param kinds which incidents are told
 * @param budget how much it is sent at most; no limit if empty
 * @param unacknowledgedMinutes for how long nobody must have acknowledged an incident until this
 *     one is told; told at once if empty
 * @param previousSecretUntil until when the secret before holds as well; null if there is none
 * @param createdAt when it was made
 * @param disabledAt since when nothing is sent; null if it is
 * @param disabledReason why not; empty if it is
 * @param circuit how it does
 */
public record Endpoint(
    long id,
    String name,
    EndpointFormat format,
    String url,
    Band leastBand,
    Set<IncidentKind> kinds,
    Optional<Budget> budget,
    OptionalInt unacknowledgedMinutes,
    @Nullable Instant previousSecretUntil,
    Instant createdAt,
    @Nullable Instant disabledAt,
    String disabledReason,
    Circuit circuit) {

  /** Copies the kinds. */
  public Endpoint {
    kinds = Set.copyOf(kinds);
  }

  /**
   * How an endpoint does.
   *
   * @param failuresInRow attempts that failed since the last one that did not
   * @param quietUntil nothing is sent before; null if anything may
   */
  public record Circuit(int failuresInRow, @Nullable Instant quietUntil) {}
}
