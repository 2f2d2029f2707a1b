package dev.ringwatch.app.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on this machine that speaks SMTP and replies as it is told. A reply is to the
 * beginning of a line, such as {@code RCPT TO:<b@}, or to {@code .}, the end of a letter. Safe for
 * threads.
 */
final class ScriptedMailServer implements AutoCloseable {

  /** Instead of a reply: none until the server is closed. */
  static final String HANG = "hang";

  /** Instead of a reply: the end of the connection. */
  static final String CUT = "cut";

  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One that offers STARTTLS if it has a certificate. */
  ScriptedMailServer(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Replies so from now on. */
  void reply(String to, String reply) {
    replies.put(to, reply);
  }

  /** All that was sent, line by line. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain) {
      Socket socket = plain;
      BufferedReader in = reader(socket);
      send(socket, "220 scripted");
      boolean letter = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (letter && !line.equals(".")) {
          continue;
        }
        String reply = replyTo(line);
        if (reply.equals(CUT) || (reply.equals(HANG) && hang())) {
          return;
        }
        send(socket, reply);
        letter = reply.startsWith("354");
        if (line.equals("STARTTLS")) {
          socket = encrypted(socket);
          in = reader(socket);
        }
      }
    } catch (IOException e) {
      lines.add("broken");
    }
  }

  private boolean hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private String replyTo(String line) {
    return replies.entrySet().stream()
        .filter(one -> line.startsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> usual(line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)));
  }

  private String usual(String verb) {
    return switch (verb) {
      case "EHLO" -> tls == null ? "250 scripted" : "250-scripted\r\n250 STARTTLS";
      case "STARTTLS" -> "220 go on";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private SSLSocket encrypted(Socket socket) throws IOException {
    if (tls == null) {
      throw new IOException("there is no certificate");
    }
    SSLSocket encrypted =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static void send(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
