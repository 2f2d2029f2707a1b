package dev.ringwatch.app.serve;

import com.sun.net.httpserver.HttpServer;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A server that has incidents, and a receiver of alerts on this machine that takes what comes. */
final class AlertSamples implements AutoCloseable {

  /** What no page may take for more than text: markup, a mark that turns text, and much of it. */
  static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc&x=1#y" + "z".repeat(200);

  private final long minute = Tick.of(Instant.now()).epochMinute();

  private final RunningServer server;
  private final SeenMatters seen;
  private final HttpServer receiver;
  private final List<String> received = new CopyOnWriteArrayList<>();

  AlertSamples(Path data) throws IOException {
    server =
        new RunningServer(
            data,
            "ringwatch.operators.second-factor=false",
            "ringwatch.incidents.account-from=50",
            "ringwatch.alerts.allowed-networks=127.0.0.0/8");
    seen = new SeenMatters(server);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "<b>thanks</b>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    receiver.start();
  }

  RunningServer server() {
    return server;
  }

  /** Where the receiver is. */
  String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?token=hidden";
  }

  /** What has come, in order. */
  List<String> received() {
    return List.copyOf(received);
  }

  /** Has an account seen with some scores, a minute each; the number of its incident. */
  long account(String account, double... scores) throws SQLException {
    for (int i = 0; i < scores.length; i++) {
      seen.see(IncidentKind.ACCOUNT, account, minute + i, scores[i], List.of());
    }
    return seen.incident(IncidentKind.ACCOUNT, account);
  }

  /** Has a ring of some members seen; the number of its incident. */
  long ring(String ring, int members) throws SQLException {
    List<AccountId> all =
        IntStream.range(0, members).mapToObj(i -> new AccountId("member " + i)).toList();
    seen.see(IncidentKind.RING, ring, minute, 80, all);
    return seen.incident(IncidentKind.RING, ring);
  }

  @Override
  public void close() {
    server.close();
    receiver.stop(0);
  }
}
