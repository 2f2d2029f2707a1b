package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A monitor outside, and what a running server tells it. */
class SignOfLifeTest {

  private static final String SECRET = "/ping/5eb63bbb-secret";

  @TempDir private Path data;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger(200);

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer monitor;

  @BeforeEach
  void listen() throws IOException {
    monitor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    monitor.createContext(
        SECRET,
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
          calls.incrementAndGet();
        });
    monitor.start();
  }

  @AfterEach
  void close() {
    monitor.stop(0);
  }

  private RunningServer server() throws IOException {
    return new RunningServer(
        data,
        "ringwatch.heartbeat.url=http://127.0.0.1:" + monitor.getAddress().getPort() + SECRET,
        "ringwatch.heartbeat.every=1s");
  }

  private static double counted(RunningServer server, String outcome) throws Exception {
    String series = "ringwatch_heartbeats_total{outcome=\"" + outcome + "\"} ";
    Visitor program =
        server.visitor().asProgram().with("Authorization", "Bearer " + server.key(Scope.READ));
    return program
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  @Test
  void callsAsLongAsAllIsWell() throws Exception {
    try (RunningServer server = server()) {
      Await.until(() -> calls.get() >= 3);
      server.context().getBean(EventLog.class).append(new ControlRecord("later", new Tick(1), ""));
      Await.until(() -> server.visitor().get("/health/ready").statusCode() == 503);
      double before = counted(server, "withheld");
      int made = calls.get();
      Await.until(() -> counted(server, "withheld") >= before + 3);
      // One may have been under way.
      assertThat(calls.get()).isLessThanOrEqualTo(made + 1);
    }
  }

  @Test
  void saysOnceThatTheMonitorIsNotReachedAndNeverWhereItIs() throws Exception {
    status.set(500);
    try (CapturedLog log = new CapturedLog();
        RunningServer server = server()) {
      Await.until(() -> counted(server, "failed") >= 2);
      status.set(200);
      Await.until(() -> counted(server, "sent") >= 1);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("monitor"))
          .satisfiesExactly(
              failed -> assertThat(failed).contains("127.0.0.1 was not reached, HTTP status 500"),
              again -> assertThat(again).contains("is reached again"));
      monitor.stop(0);
      Await.until(() -> counted(server, "failed") >= 3);
      assertThat(log.text()).contains("ConnectException").doesNotContain("secret");
    }
  }
}
