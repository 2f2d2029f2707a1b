package dev.ringwatch.app.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver on this machine, which verifies every signature and answers as it is told. Safe for
 * threads.
 */
final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String secret;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Got> all = new CopyOnWriteArrayList<>();
  private final List<Got> accepted = new CopyOnWriteArrayList<>();
  private final List<String> forged = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Behaviour behaviour = (call, exchange) -> 204;

  /** What came. */
  record Got(String id, String body) {}

  /** How it answers. */
  interface Behaviour {

    /** The status to answer to the nth call, from 0; what is below 0 breaks the connection. */
    int of(int call, HttpExchange exchange) throws IOException;
  }

  Receiver(String secret) throws IOException {
    this.secret = secret;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=hidden";
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  /** Answers nothing until the receiver is closed. */
  int hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return -1;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
      Got got = new Got(id, body);
      if (!isSigned(exchange, got)) {
        forged.add(id);
      }
      all.add(got);
      int status = behaviour.of(calls.getAndIncrement(), exchange);
      if (status < 0) {
        throw new IOException("broken on purpose");
      }
      if (status / 100 == 2) {
        accepted.add(got);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private boolean isSigned(HttpExchange exchange, Got got) {
    String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = got.id + "." + time + "." + got.body;
      byte[] bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      String expected = "v1," + Base64.getEncoder().encodeToString(bytes);
      return Arrays.asList(signature.split(" ", -1)).contains(expected);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that came, answered well or not. */
  List<Got> all() {
    return List.copyOf(all);
  }

  /** What was answered well, repeats too. */
  List<Got> accepted() {
    return List.copyOf(accepted);
  }

  /** The ids of messages whose signature was wrong. */
  List<String> forged() {
    return List.copyOf(forged);
  }

  /** Forgets what came. */
  void forget() {
    all.clear();
    accepted.clear();
  }

  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
