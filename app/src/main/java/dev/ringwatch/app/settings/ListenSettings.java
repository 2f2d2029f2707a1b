package dev.ringwatch.app.settings;

import java.net.InetAddress;

/**
 * What can be set under {@code server}: where requests come in. Spring reads it by these names.
 *
 * @param address the address to listen on
 * @param port the port to listen on
 * @param forwardHeadersStrategy whose word counts for who asks
 */
public record ListenSettings(
    @Setting("the address to listen on") InetAddress address,
    @Setting(value = "the port to listen on; 0 for any that is free", least = "0", most = "65535")
        int port,
    @Setting(
            "native where a proxy stands before this server and nobody else reaches it: what it says"
                + " of addresses and TLS is believed")
        Proxies forwardHeadersStrategy) {

  /** What the headers of a proxy count for. */
  enum Proxies {
    /** Nothing. */
    NONE,
    /** They say who asks, and whether by TLS. */
    NATIVE
  }

  static ListenSettings ofDefaults() {
    return new ListenSettings(InetAddress.ofLiteral("127.0.0.1"), 8080, Proxies.NONE);
  }
}
