package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector of traces, and what a running server sends it: protobuf over HTTP. */
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @TempDir private Path data;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer collector;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
              .isEqualTo("application/x-protobuf");
          byte[] body = exchange.getRequestBody().readAllBytes();
          synchronized (received) {
            received.writeBytes(body);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void close() {
    collector.stop(0);
  }

  /** What came, byte by byte: strings stand in protobuf as they are, and ids as bytes. */
  private String received() {
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private RunningServer server(double sample) throws IOException {
    return new RunningServer(
        data,
        "ringwatch.logging.requests=true",
        "ringwatch.tracing.endpoint=http://127.0.0.1:"
            + collector.getAddress().getPort()
            + "/v1/traces",
        "ringwatch.tracing.sample=" + sample);
  }

  private static void flush(RunningServer server) {
    server.context().getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
  }

  @Test
  void sendsASpanOfEveryRequestWithItsRouteAndIdInTheTraceOfItsSender() throws Exception {
    try (CapturedLog log = new CapturedLog();
        RunningServer server = server(0)) {
      server
          .visitor()
          .asProgram()
          .with("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
          .with("X-Request-Id", "its-request")
          .get("/v1/accounts/somebody");
      flush(server);
      assertThat(received())
          .contains("GET /v1/accounts/{id}", "http.route", "http.response.status_code")
          .contains("ringwatch.request_id", "its-request", "service.name", "ringwatch")
          .contains(bytes(TRACE), bytes(PARENT))
          .doesNotContain("somebody");
      assertThat(log.lines())
          .anyMatch(line -> line.contains("answered 401") && line.contains(TRACE + "]"));
    }
  }

  @Test
  void beginsTracesOfAsManyRequestsAsItIsAsked() throws Exception {
    try (RunningServer server = server(0)) {
      server.visitor().with("X-Request-Id", "not-sampled").get("/health/live");
      flush(server);
      assertThat(received()).doesNotContain("not-sampled");
    }
    try (RunningServer server = server(1)) {
      server.visitor().with("X-Request-Id", "sampled").get("/health/live");
      flush(server);
      assertThat(received()).contains("GET /health/live", "sampled");
    }
  }

  @Test
  void isNotThereUnlessAskedFor() throws Exception {
    try (RunningServer server = new RunningServer(data)) {
      assertThat(server.context().getBeanNamesForType(SdkTracerProvider.class)).isEmpty();
      assertThat(server.context().getBeanDefinitionNames())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(trac|span).*"));
    }
  }
}
