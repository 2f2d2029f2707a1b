package dev.ringwatch.bench.serve;

import java.io.IOException;

/**
 * What events come over and alerts go over.
 *
 * @param toServer between senders and the server
 * @param toReceiver between the server and the receiver of its alerts
 */
record SoakNetwork(TcpProxy toServer, TcpProxy toReceiver) implements AutoCloseable {

  static SoakNetwork of(Installation installation, AlertReceiver receiver) throws IOException {
    return new SoakNetwork(new TcpProxy(installation::port), new TcpProxy(receiver::port));
  }

  /** Where the server reaches the receiver. */
  int receiverPort() {
    return toReceiver.port();
  }

  /** Breaks all connections. */
  void cut() throws IOException {
    toServer.cut();
    toReceiver.cut();
  }

  /** Lets nothing through from now on, or again. */
  void become(boolean isAway) throws IOException {
    toServer.become(isAway);
    toReceiver.become(isAway);
  }

  /** How many ends of connections were broken. */
  int broken() {
    return toServer.broken() + toReceiver.broken();
  }

  @Override
  public void close() throws IOException {
    toServer.close();
    toReceiver.close();
  }
}
