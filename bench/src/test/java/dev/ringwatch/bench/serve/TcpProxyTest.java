package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TcpProxy proxy;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    proxy = new TcpProxy(() -> server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop(0);
    client.close();
  }

  private String echo(String text) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(text)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void handsOnBothWays() throws Exception {
    String long1 = "x".repeat(1_000_000);
    assertThat(echo("hello")).isEqualTo("hello");
    assertThat(echo(long1)).isEqualTo(long1);
  }

  @Test
  void breaksWhatIsOpenAndLetsOthersThrough() throws Exception {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      open.getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(open.getInputStream().read()).isPositive();
      proxy.cut();
      assertThat(proxy.broken()).isEqualTo(2);
      assertThatThrownBy(() -> open.getInputStream().readAllBytes())
          .isInstanceOf(IOException.class);
    }
    assertThat(echo("again")).isEqualTo("again");
  }

  @Test
  void letsNobodyThroughWhileItIsAway() throws Exception {
    proxy.become(true);
    assertThatThrownBy(() -> echo("lost")).isInstanceOf(IOException.class);
    proxy.become(false);
    assertThat(echo("found")).isEqualTo("found");
  }
}
