package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client with one connection, made anew when it broke. What fails is not repeated here: whoever
 * asks knows whether it may be. Used by one thread.
 */
final class Client implements AutoCloseable {

  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

  private final IntSupplier port;
  private final String secret;
  private @Nullable HttpConnection connection;

  /**
   * A client that connects with its first request.
   *
   * @param port where the server listens now; it may change when the server is started again
   */
  Client(IntSupplier port, String secret) {
    this.port = port;
    this.secret = secret;
  }

  /** One request and its answer. */
  @FunctionalInterface
  private interface Exchange {
    Response on(HttpConnection connection) throws IOException;
  }

  Response get(String path) throws IOException {
    return exchange(open -> open.get(path));
  }

  Response post(byte[] body, int length) throws IOException {
    return exchange(open -> open.post(body, length));
  }

  private Response exchange(Exchange exchange) throws IOException {
    HttpConnection open = connection;
    if (open == null) {
      open = new HttpConnection(port.getAsInt(), secret, ANSWER_PATIENCE);
      connection = open;
    }
    boolean usable = false;
    try {
      Response response = exchange.on(open);
      usable = open.isOpen();
      return response;
    } finally {
      if (!usable) {
        close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    HttpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
