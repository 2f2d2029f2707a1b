package dev.ringwatch.app.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on which requests meet faults, each the next of a list; then it is clear. */
final class FaultyWay implements AutoCloseable {

  private final HttpServer way;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;
  private final Queue<Fault> faults;
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch freed = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();

  /** What happens to a request. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** It is told to come again, and not handed on. */
    BUSY,
    /** It is handed on, and its sender never hears of it. */
    LOST,
    /** It is handed on, and its sender is told that nobody knows. */
    UNSURE,
    /** It waits for as long as the way is there. */
    STUCK
  }

  FaultyWay(int port, Fault... faults) throws IOException {
    server = "http://127.0.0.1:" + port;
    this.faults = new ConcurrentLinkedQueue<>(List.of(faults));
    way = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    way.setExecutor(threads);
    way.createContext("/", this::take);
    way.start();
  }

  String address() {
    return "http://127.0.0.1:" + way.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** Waits until a request is stuck. */
  void awaitStuck() throws InterruptedException {
    stuck.await();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Fault fault = faults.poll();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (fault == null ? Fault.NONE : fault) {
        case NONE -> answer(exchange, handOn(exchange, body));
        case BUSY -> refuse(exchange, 429);
        case LOST -> handOn(exchange, body);
        case UNSURE -> {
          handOn(exchange, body);
          refuse(exchange, 503);
        }
        case STUCK -> {
          stuck.countDown();
          freed.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> handOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void answer(HttpExchange exchange, HttpResponse<String> answer)
      throws IOException {
    answer
        .headers()
        .firstValue("Ringwatch-Events-From")
        .ifPresent(from -> exchange.getResponseHeaders().set("Ringwatch-Events-From", from));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.statusCode(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "1");
    byte[] body = "{\"detail\":\"a fault\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    freed.countDown();
    way.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
