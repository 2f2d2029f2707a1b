package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Which TCP port to try next: the one that is demanded; else the one that the server had; else a
 * free one. Free ones are looked for below the range from which systems take the ports of outgoing
 * connections: there a client that keeps knocking on a dead server's port can be given that very
 * port, connect to itself, and keep the server from coming back.
 */
final class Ports {

  private static final int LOWEST = 15_432;
  private static final int COUNT = 10_000;
  private static final int PROBES = 100;

  private final RandomGenerator random = new SecureRandom();
  private final int demanded;
  private int kept;

  Ports(int demanded, int kept) {
    this.demanded = demanded;
    this.kept = kept;
  }

  /** Whether another port may be tried. */
  boolean mayChange() {
    return demanded == 0;
  }

  /** The next port to try. */
  int next() {
    if (demanded != 0) {
      return demanded;
    }
    int last = kept;
    kept = 0;
    if (last != 0 && isFree(last)) {
      return last;
    }
    for (int probe = 0; probe < PROBES; probe++) {
      int port = LOWEST + random.nextInt(COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedPostgresException(
        "no free TCP port was found between " + LOWEST + " and " + (LOWEST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
