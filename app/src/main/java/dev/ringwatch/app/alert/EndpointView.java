package dev.ringwatch.app.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Budget;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is shown. Names are a contract of the HTTP interface.
 *
 * @param id its number
 * @param format how alerts are worded for it
 * @param url where it is; null of e-mail
 * @param addresses whom letters are to; null if it is no e-mail
 * @param leastBand incidents below it are not told, unless they were told of before
 * @param kinds which incidents are told
 * @param budget how much it is sent at most; null if there is no limit
 * @param unacknowledgedMinutes for how long nobody must have acknowledged an incident until this
 *     one is told; null if it is told at once
 * @param disabledAt since when nothing is sent; null if it is
 * @param quietUntil nothing is sent before; null if anything may
 * @param previousSecretUntil until when the secret before holds as well; null if there is none
 * @param secret what messages are signed with; only where it was just made
 */
record EndpointView(
    long id,
    String name,
    String format,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> addresses,
    String leastBand,
    List<String> kinds,
    @Nullable BudgetView budget,
    @Nullable Integer unacknowledgedMinutes,
    Instant createdAt,
    @Nullable Instant disabledAt,
    String disabledReason,
    int failuresInRow,
    @Nullable Instant quietUntil,
    @Nullable Instant previousSecretUntil,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  static EndpointView of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointView of(Endpoint endpoint, @Nullable String secret) {
    boolean mail = endpoint.format() == EndpointFormat.EMAIL;
    return new EndpointView(
        endpoint.id(),
        endpoint.name(),
        endpoint.format().label(),
        mail ? null : endpoint.url(),
        mail ? MailAddress.of(endpoint.url()) : null,
        endpoint.leastBand().label(),
        endpoint.kinds().stream().map(IncidentKind::label).sorted().toList(),
        endpoint.budget().map(BudgetView::of).orElse(null),
        minutes(endpoint.unacknowledgedMinutes()),
        endpoint.createdAt(),
        endpoint.disabledAt(),
        endpoint.disabledReason(),
        endpoint.circuit().failuresInRow(),
        endpoint.circuit().quietUntil(),
        endpoint.previousSecretUntil(),
        secret);
  }

  private static @Nullable Integer minutes(OptionalInt minutes) {
    return minutes.isPresent() ? minutes.getAsInt() : null;
  }

  /**
   * How much an endpoint is sent at most.
   *
   * @param perMinute messages a minute, in the long run
   * @param burst messages at once, after a rest
   */
  record BudgetView(int perMinute, int burst) {

    static BudgetView of(Budget budget) {
      return new BudgetView(budget.perMinute(), budget.burst());
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "EndpointView[id=" + id + ", name=" + name + "]";
  }

  /**
   * A page of endpoints.
   *
   * @param endpoints by name
   * @param next the cursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageView(List<EndpointView> endpoints, @Nullable String next) {}
}
