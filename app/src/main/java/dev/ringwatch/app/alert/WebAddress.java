package dev.ringwatch.app.alert;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses that messages may be sent to over HTTP. */
final class WebAddress {

  private WebAddress() {}

  /**
   * Checks one.
   *
   * @throws IllegalArgumentException if it is none, or nothing is sent there
   */
  static void require(String url, AddressCheck check) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url is no address such as https://example.org/hook", e);
    }
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new IllegalArgumentException("url must begin with https:// or http:// and name a host");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("url must hold no user, password or fragment");
    }
    literal(uri.getHost())
        .flatMap(check::refusal)
        .ifPresent(why -> {
          throw new IllegalArgumentException("url: " + why);
        });
  }

  /** The address that a host is; empty of a name, which is looked up whenever something is sent. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
