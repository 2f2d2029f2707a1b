package dev.ringwatch.app.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of a host, checked; a connection goes to one of these and no other, whatever the
 * name says a moment later. A host that has one that is refused is refused. Safe for threads.
 */
final class PinnedAddresses implements DnsResolver {

  /** Each may take the whole time to connect; one of each family if there are both. */
  private static final int MOST = 2;

  private static final Logger LOG = LoggerFactory.getLogger(PinnedAddresses.class);

  private final AddressCheck check;
  private final Lookup lookup;

  /** Where addresses come from. */
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  PinnedAddresses(AddressCheck check, Lookup lookup) {
    this.check = check;
    this.lookup = lookup;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.of(host);
    for (InetAddress address : addresses) {
      String why = check.refusal(address).orElse("");
      if (!why.isEmpty()) {
        // Not in the failure: whoever may name an endpoint is not to learn what is where inside.
        LOG.info("nothing is sent to {}: {}", host, why);
        throw new RefusedAddressException();
      }
    }
    InetAddress first = addresses[0];
    return Arrays.stream(addresses)
        .filter(address -> address.getClass() != first.getClass())
        .findFirst()
        .map(other -> new InetAddress[] {first, other})
        .orElseGet(() -> Arrays.copyOf(addresses, Math.min(MOST, addresses.length)));
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
