package dev.ringwatch.app.alert;

import java.util.List;

/**
 * A message to an endpoint.
 *
 * @param id what the receiver tells repeats by
 * @param url where to
 * @param payload the body
 * @param secrets what it is signed with, one at least
 */
record Message(String id, String url, String payload, List<String> secrets) {

  Message {
    secrets = List.copyOf(secrets);
  }

  /** Without the secrets, and without the address, which may hold some. */
  @Override
  public String toString() {
    return "Message[id=" + id + "]";
  }
}
