package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final String RECEIPT =
      "{\"accepted\":1,\"duplicates\":1,\"rejected\":[{\"index\":2,\"reason\":\"too old\"}]}";

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void countsWhatTheServerSays() throws InterruptedException {
    server.createContext("/v1/events", exchange -> answer(exchange, 202, RECEIPT));

    Sent sent = send(Duration.ofSeconds(30));

    assertThat(sent.batches()).isEqualTo(1);
    assertThat(sent.accepted()).isEqualTo(1);
    assertThat(sent.duplicates()).isEqualTo(1);
    assertThat(sent.rejected()).isEqualTo(1);
    assertThat(sent.latency().size()).isEqualTo(1);
  }

  @Test
  void triesAgainWhenTheServerIsBusyAwayOrHangsUp() throws InterruptedException {
    server.createContext(
        "/v1/events",
        exchange -> {
          switch (requests.incrementAndGet()) {
            case 1 -> answer(exchange, 429, "busy");
            case 2 -> answer(exchange, 503, "away");
            case 3 -> exchange.close();
            default -> answer(exchange, 202, RECEIPT);
          }
        });

    Sent sent = send(Duration.ofSeconds(30));

    assertThat(sent.batches()).isEqualTo(1);
    assertThat(sent.busy()).isEqualTo(2);
    assertThat(sent.broken()).isEqualTo(1);
  }

  @Test
  void failsWhenABatchIsRefused() {
    server.createContext("/v1/events", exchange -> answer(exchange, 400, "no JSON"));

    assertThatThrownBy(() -> send(Duration.ofSeconds(30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("400 no JSON");
  }

  @Test
  void failsWhenNothingIsAcknowledgedInTime() {
    server.createContext("/v1/events", exchange -> answer(exchange, 503, "away"));

    assertThatThrownBy(() -> send(Duration.ofMillis(200)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("503 away");
  }

  private Sent send(Duration patience) throws InterruptedException {
    Batch batch = new Batch();
    batch.begin(0, Batch.AT_ONCE);
    byte[] line = "{}\n".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(line, 0, batch.room(line.length), 0, line.length);
    batch.added(line.length, 3);
    Sender sender = new Sender(() -> server.getAddress().getPort(), "rw_secret", 1, patience);
    return sender.send(new OneBatch(batch, new Ledger()));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      assertThat(exchange.getRequestHeaders().get("Authorization"))
          .isEqualTo(List.of("Bearer rw_secret"));
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
