import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of Ringwatch's alerts for trying, in one file: it prints what comes. With the
 * endpoint's secret in the variable {@code SECRET} it verifies the signature and refuses what does
 * not fit or is older than five minutes; a message that comes twice is taken once.
 *
 * <p>{@code SECRET=whsec_... java Receiver.java 9000}
 */
final class Receiver {

  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private Receiver() {}

  public static void main(String[] arguments) throws IOException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9000;
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", Receiver::receive);
    server.start();
    System.out.println("receiver: listening on port " + server.getAddress().getPort());
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = status(exchange, body);
      String id = header(exchange, "webhook-id");
      if (status == 204 && !SEEN.add(id)) {
        System.out.println("receiver: " + id + " again, which counts once");
      } else {
        System.out.println(
            "receiver: " + status + " " + id + " " + new String(body, StandardCharsets.UTF_8));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static int status(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    String secret = System.getenv().getOrDefault("SECRET", "");
    return secret.isEmpty() || fits(exchange, body, secret) ? 204 : 401;
  }

  /** Whether one of the signatures fits and the message is not old. */
  private static boolean fits(HttpExchange exchange, byte[] body, String secret) {
    String time = header(exchange, "webhook-timestamp");
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
      if (Duration.between(sent, Instant.now()).abs().compareTo(OLDEST) > 0) {
        return false;
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
      mac.update(
          (header(exchange, "webhook-id") + "." + time + ".").getBytes(StandardCharsets.UTF_8));
      byte[] due = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes();
      for (String signature : header(exchange, "webhook-signature").split(" ")) {
        if (MessageDigest.isEqual(due, signature.getBytes())) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
