package dev.ringwatch.bench.serve;

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
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Has new accounts do much at once at an even rate while a server runs, and waits for the webhook
 * of each: from when the request was due that brings what it did until a receiver of ours has the
 * message, whose signature it verifies.
 */
final class PlantedBursts implements AutoCloseable {

  /** What a server must be told for it. */
  static final String SETTINGS =
      """
      ringwatch:
        alerts:
          allowed-networks: 127.0.0.0/8
      """;

  /** Of one burst. */
  static final int EVENTS = 32;

  private static final long PATIENCE_SECONDS = 120;
  private static final Pattern SUBJECT =
      Pattern.compile("\"type\":\"incident.opened\".*\"subject\":\"(burst-[0-9]+)\"");
  private static final Pattern SECRET = Pattern.compile("\"secret\":\"whsec_([^\"]+)\"");

  private final Installation installation;
  private final HttpServer receiver;
  private final SecretKeySpec secret;
  private final double perSecond;
  private final int count;
  private final Samples times = new Samples();
  private final Map<String, Long> awaited = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger forged = new AtomicInteger();
  private final AtomicLong events = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().name("bursts").unstarted(this::run);
  private volatile @Nullable Exception failure;

  /**
   * Begins.
   *
   * @param perSecond how many accounts
   * @param count how many in all
   */
  PlantedBursts(Installation installation, double perSecond, int count)
      throws IOException, InterruptedException {
    this.installation = installation;
    this.perSecond = perSecond;
    this.count = count;
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::receive);
    receiver.start();
    secret = addEndpoint();
    thread.start();
  }

  private SecretKeySpec addEndpoint() throws IOException, InterruptedException {
    String body =
        "{\"name\":\"bench\",\"url\":\"http://127.0.0.1:"
            + receiver.getAddress().getPort()
            + "/\"}";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + installation.port() + "/v1/endpoints"))
            .header("Authorization", "Bearer " + installation.secret())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher matcher = SECRET.matcher(answer);
      if (!matcher.find()) {
        throw new IllegalStateException("no endpoint could be made: " + answer);
      }
      return new SecretKeySpec(Base64.getDecoder().decode(matcher.group(1)), "HmacSHA256");
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    String id = Objects.toString(exchange.getRequestHeaders().getFirst("webhook-id"));
    String at = Objects.toString(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
    String signature = Objects.toString(exchange.getRequestHeaders().getFirst("webhook-signature"));
    exchange.close();
    String text = new String(body, StandardCharsets.UTF_8);
    if (!signature.contains(signed(id + "." + at + "." + text))) {
      forged.incrementAndGet();
    }
    if (!seen.add(id)) {
      repeated.incrementAndGet();
    }
    Matcher subject = SUBJECT.matcher(text);
    Long since = subject.find() ? awaited.remove(subject.group(1)) : null;
    if (since != null) {
      synchronized (times) {
        times.add(now - since);
      }
    }
  }

  private String signed(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    try (Client client = installation.client()) {
      long start = System.nanoTime();
      for (int burst = 0; burst < count; burst++) {
        long due = start + (long) (1e9 * burst / perSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        plant(client, burst, due);
      }
      for (long left = PATIENCE_SECONDS; left > 0 && !awaited.isEmpty(); left--) {
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void plant(Client client, int burst, long due) throws IOException {
    byte[] body = body(burst, System.currentTimeMillis());
    awaited.put(account(burst), due);
    Response response = client.post(body, body.length);
    if (response.status() != 202) {
      throw new IOException("a burst was answered with " + response.status());
    }
    events.addAndGet(EVENTS);
  }

  /** Who acts in a burst. */
  static String account(int burst) {
    return "burst-" + burst;
  }

  /** Much of everything within a second: failures, devices, addresses, targets, and enforcement. */
  static byte[] body(int burst, long epochMillis) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      lines.append(
          """
          {"event_id":"burst-%1$d-%2$d","account_id":"burst-%1$d","action":"login",\
          "timestamp":%3$d,"ip":"10.%4$d.%5$d.%6$d","device_id":"burst-%1$d-%2$d",\
          "target":"burst-%1$d-%2$d","outcome":"failure","enforced":true}
          """
              .formatted(burst, i, epochMillis - 20L * i, 100 + i, burst / 256 % 256, burst % 256));
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until all were planted and told of, or were waited for in vain. */
  void finish() throws InterruptedException {
    thread.join();
    Exception broken = failure;
    if (broken != null) {
      throw new IllegalStateException("bursts could not be planted: " + broken, broken);
    }
  }

  /** From when the request was due until the receiver had the message. */
  Samples times() {
    return times;
  }

  /** What the messages were like, in words. */
  String messages() {
    return seen.size()
        + " messages, "
        + repeated
        + " twice, "
        + forged
        + " not signed, "
        + awaited.size()
        + " accounts never told of";
  }

  /** How many events that took. */
  long events() {
    return events.get();
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receiver.stop(0);
  }
}
