package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.EndpointFormat;
import java.util.List;

/**
 * A message to an endpoint.
 *
 * @param id what the receiver tells repeats by
 * @param url where to
 * @param payload the body
 * @param secrets what it is signed with, or its routing key; one at least
 * @param format how it is worded
 */
record Message(String id, String url, String payload, List<String> secrets, EndpointFormat format) {

  Message {
    secrets = List.copyOf(secrets);
  }

  /** One in our own format. */
  Message(String id, String url, String payload, List<String> secrets) {
    this(id, url, payload, secrets, EndpointFormat.JSON);
  }

  /** Without the secrets, and without the address, which may hold some. */
  @Override
  public String toString() {
    return "Message[id=" + id + "]";
  }
}
