package dev.ringwatch.postgres.alert;

import java.util.UUID;

/**
 * A message that is to be sent now.
 *
 * @param id what the receiver tells repeats by
 * @param lease which taking of it this is
 * @param tries how often it was tried before
 * @param payload the body
 * @param to where to
 */
public record DueDelivery(UUID id, UUID lease, int tries, String payload, Target to) {

  /**
   * Where a message goes.
   *
   * @param endpoint the endpoint's number
   * @param name its name
   * @param format how the message is worded
   * @param url its address; of e-mail {@code mailto:} and the addresses
   * @param secrets what the message is signed with
   * @param failuresInRow how often it failed since it last did not
   */
  public record Target(
      long endpoint,
      String name,
      EndpointFormat format,
      String url,
      SealedSecrets secrets,
      int failuresInRow) {}
}
