package dev.ringwatch.bench.serve;

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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of alerts on this machine: it verifies every signature, keeps what came first, and can
 * be down, wrong, or hang. Each path is an endpoint with a secret of its own. Safe for threads.
 */
final class AlertReceiver implements AutoCloseable {

  private static final int BACKLOG = 1_000;
  private static final int NO_CONTENT = 204;
  private static final int BROKEN = 500;
  private static final int FORBIDDEN = 403;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, Arrival> first = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger places = new AtomicInteger();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile Mode mode = Mode.WELL;
  private volatile CountDownLatch hanging = new CountDownLatch(1);
  private @Nullable HttpServer server;

  /** How it does. */
  enum Mode {
    /** It answers 204. */
    WELL,
    /** It does not listen. */
    DOWN,
    /** It answers 500 half of the time. */
    ERRORS,
    /** It takes requests and never answers. */
    HANGS,
    /** It breaks connections instead of answering. */
    RESETS
  }

  /**
   * A message as it came first.
   *
   * @param place its place among all that came
   * @param path where it was sent
   */
  record Arrival(int place, String path, String body) {}

  AlertReceiver() throws IOException {
    HttpServer opened = open(0);
    server = opened;
    port = opened.getAddress().getPort();
  }

  private HttpServer open(int onPort) throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), BACKLOG);
    opened.createContext("/", this::handle);
    opened.setExecutor(threads);
    opened.start();
    return opened;
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  /** Where an endpoint is. */
  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** What messages to a path are signed with, {@code whsec_} and base64. */
  void expect(String path, String secret) {
    secrets.put(path, secret);
  }

  /** Does as it is told from now on. */
  synchronized void become(Mode next) throws IOException {
    mode = next;
    hanging.countDown();
    hanging = new CountDownLatch(1);
    HttpServer running = server;
    if (next == Mode.DOWN && running != null) {
      running.stop(0);
      server = null;
    } else if (next != Mode.DOWN && running == null) {
      server = open(port);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int call = calls.incrementAndGet();
      String path = exchange.getRequestURI().getPath();
      String id = header(exchange, "webhook-id");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status =
          switch (mode) {
            case WELL -> NO_CONTENT;
            case ERRORS -> call % 2 == 0 ? BROKEN : NO_CONTENT;
            case HANGS -> hang();
            case DOWN, RESETS -> throw new IOException("broken on purpose");
          };
      if (!isSigned(exchange, path, id, body)) {
        wrong.add(id + " is not signed as it should be");
        status = FORBIDDEN;
      }
      if (status == NO_CONTENT) {
        note(id, path, body);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void note(String id, String path, String body) {
    taken.incrementAndGet();
    Arrival arrival =
        first.computeIfAbsent(id, _ -> new Arrival(places.incrementAndGet(), path, body));
    if (!arrival.body.equals(body) || !arrival.path.equals(path)) {
      wrong.add(id + " came again with another body or elsewhere");
    }
  }

  private int hang() throws IOException {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("hung on purpose");
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  private boolean isSigned(HttpExchange exchange, String path, String id, String body) {
    byte[] key =
        Base64.getDecoder().decode(secrets.getOrDefault(path, "").replaceFirst("^whsec_", ""));
    String signed = id + "." + header(exchange, "webhook-timestamp") + "." + body;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      byte[] bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      String signature = header(exchange, "webhook-signature");
      return Arrays.asList(signature.split(" ", -1))
          .contains("v1," + Base64.getEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Messages as they came first, by id. */
  Map<String, Arrival> first() {
    return first;
  }

  /** How many different messages it has taken. */
  int messages() {
    return first.size();
  }

  /** How many it has taken, repeats too. */
  int taken() {
    return taken.get();
  }

  /** How often it was called. */
  int calls() {
    return calls.get();
  }

  /** What was not as it must be. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public synchronized void close() {
    hanging.countDown();
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
    }
    threads.shutdownNow();
  }
}
