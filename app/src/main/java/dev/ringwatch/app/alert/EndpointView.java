package dev.ringwatch.app.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import java.time.Instant;
import java.util.List;
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
        endpoint.createdAt(),
        endpoint.disabledAt(),
        endpoint.disabledReason(),
        endpoint.circuit().failuresInRow(),
        endpoint.circuit().quietUntil(),
        endpoint.previousSecretUntil(),
        secret);
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
