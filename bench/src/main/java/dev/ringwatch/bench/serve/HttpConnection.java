package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection to the server on this machine, kept alive over requests: a plain socket, because
 * on two cores what a client costs is taken from the server. Used by one thread.
 */
final class HttpConnection implements AutoCloseable {

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  private final Socket socket;
  private final OutputStream out;
  private final ResponseReader responses;
  private final String common;

  /**
   * Connects.
   *
   * @param secret the API key
   * @param patience how long an answer may take
   */
  HttpConnection(int port, String secret, Duration patience) throws IOException {
    socket = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) CONNECT_PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      out = socket.getOutputStream();
      responses = new ResponseReader(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    common = "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + secret + "\r\n";
  }

  Response get(String path) throws IOException {
    out.write(("GET " + path + " HTTP/1.1\r\n" + common + "\r\n").getBytes(StandardCharsets.UTF_8));
    return responses.next();
  }

  /** Posts events, JSON objects a line. */
  Response post(byte[] body, int length) throws IOException {
    startPost(length);
    out.write(body, 0, length);
    return responses.next();
  }

  /** Announces a body and sends only its beginning, as a client does that dies meanwhile. */
  void postInPart(byte[] body, int sent, int announced) throws IOException {
    startPost(announced);
    out.write(body, 0, sent);
    out.flush();
  }

  private void startPost(int length) throws IOException {
    String head =
        "POST /v1/events HTTP/1.1\r\n"
            + common
            + "Content-Type: application/x-ndjson\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether another request can be made on it. */
  boolean isOpen() {
    return !responses.isClosing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
