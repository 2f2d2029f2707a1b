package dev.ringwatch.app.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.alert.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {

  private static final String SECRET = Signing.draw(new SecureRandom());
  private static final SendLimits LIMITS =
      new SendLimits(Duration.ofSeconds(1), Duration.ofMillis(500), 1_000);

  private final Networks loopback = Networks.of("127.0.0.0/8");
  private final WebhookSender sender = sender(loopback);

  @SuppressWarnings("NullAway.Init") // set before each test
  private Receiver receiver;

  private static WebhookSender sender(Networks allowed) {
    return new WebhookSender(
        new PinnedAddresses(new AddressCheck(allowed), InetAddress::getAllByName),
        LIMITS,
        4,
        InstantSource.system());
  }

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver(SECRET);
  }

  @AfterEach
  void stop() {
    sender.close();
    receiver.close();
  }

  private static Message message(String url) {
    return new Message("id-1", url, "{\"a\":\"\u00e9\"}", List.of(SECRET));
  }

  private Attempt send(String url) {
    return sender.send(message(url)).attempt();
  }

  @Test
  void sendsWhatTheReceiverCanVerify() {
    Attempt attempt = send(receiver.url());
    assertThat(attempt.error()).isEmpty();
    assertThat(attempt.status()).isEqualTo(204);
    assertThat(receiver.all()).containsExactly(new Receiver.Got("id-1", "{\"a\":\"\u00e9\"}"));
    assertThat(receiver.forged()).isEmpty();
  }

  @Test
  void isVerifiedByWhoHasTheOldSecretOrTheNewOne() {
    String other = Signing.draw(new SecureRandom());
    sender.send(new Message("a", receiver.url(), "{}", List.of(other, SECRET)));
    assertThat(receiver.forged()).isEmpty();
    sender.send(new Message("b", receiver.url(), "{}", List.of(other)));
    assertThat(receiver.forged()).containsExactly("b");
  }

  @Test
  void doesNotGoWhereTheAnswerPoints() throws IOException {
    try (Receiver elsewhere = new Receiver(SECRET)) {
      receiver.behave((call, exchange) -> {
        exchange.getResponseHeaders().set("Location", elsewhere.url());
        return 307;
      });
      assertThat(send(receiver.url()).error()).isEqualTo("HTTP status 307");
      assertThat(elsewhere.all()).isEmpty();
    }
  }

  @Test
  void endsWhenTheAnswerTakesTooLong() {
    receiver.behave((call, exchange) -> receiver.hang());
    Attempt attempt = send(receiver.url());
    assertThat(attempt.status()).isNull();
    assertThat(attempt.error()).matches("no whole answer within 0.5 s|no answer in time");
    assertThat(attempt.tookMillis()).isBetween(400, 5_000);
  }

  /** Answers each connection with bytes of its own, a piece at a time. */
  private static Thread raw(ServerSocket server, List<byte[]> pieces, Duration between) {
    return Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept();
              OutputStream out = socket.getOutputStream()) {
            for (byte[] piece : pieces) {
              out.write(piece);
              out.flush();
              LockSupport.parkNanos(between.toNanos());
            }
          } catch (IOException e) {
            // The sender went away, which is what the test is about.
          }
        });
  }

  private static String url(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void endsWhenTheAnswerDrips() throws IOException {
    byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII);
    List<byte[]> drops = Stream.generate(() -> new byte[] {'x'}).limit(99).toList();
    try (ServerSocket server = listen()) {
      List<byte[]> all = new ArrayList<>(List.of(head));
      all.addAll(drops);
      Thread dripping = raw(server, all, Duration.ofMillis(100));
      assertThat(send(url(server)).error()).isEqualTo("no whole answer within 0.5 s");
      dripping.interrupt();
    }
  }

  @Test
  void readsNoMoreThanItsLimitOfALargeAnswer() throws IOException {
    byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(US_ASCII);
    byte[] body = "y".repeat(5_000).getBytes(US_ASCII);
    try (ServerSocket server = listen()) {
      raw(server, List.of(head, body, new byte[0]), Duration.ofMillis(50));
      Attempt attempt = send(url(server));
      assertThat(attempt.status()).isEqualTo(200);
      assertThat(attempt.error()).isEmpty();
      assertThat(attempt.answer()).isEqualTo("y".repeat(Attempt.MAX_ANSWER_LENGTH));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 999999 what\r\n\r\n", ""})
  void saysThatAnAnswerIsNone(String answer) throws IOException {
    try (ServerSocket server = listen()) {
      raw(server, List.of(answer.getBytes(US_ASCII)), Duration.ZERO);
      Attempt attempt = send(url(server));
      assertThat(attempt.error()).isNotEmpty();
      assertThat(attempt.status()).isNull();
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    String url;
    try (ServerSocket server = listen()) {
      url = url(server);
    }
    assertThat(send(url).error()).startsWith("no connection: ");
    assertThat(send("http://nowhere.invalid/x").error()).startsWith("the host is not known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "http://localhost:PORT/",
        "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://2130706433:PORT/",
        "http://0x7f.1:PORT/",
        "http://0:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/"
      })
  void refusesAddressesThatAreNotOfThePublicInternet(String url) {
    int port = URI.create(receiver.url()).getPort();
    try (WebhookSender strict = sender(Networks.none())) {
      Attempt attempt = strict.send(message(url.replace("PORT", Integer.toString(port)))).attempt();
      assertThat(attempt.status()).isNull();
      assertThat(attempt.error())
          .matches("(?s)(refused: .*public Internet.*|the host is not known.*|it failed.*)");
    }
    assertThat(receiver.all()).isEmpty();
  }

  @Test
  void saysNothingOfWhatIsSecret() {
    assertThat(message(receiver.url()).toString()).doesNotContain("hidden").doesNotContain("whsec");
    receiver.close();
    assertThat(send(receiver.url()).error()).doesNotContain("hidden").doesNotContain("whsec");
  }

  @Test
  void hearsForHowLongTheReceiverWantsNothing() {
    receiver.behave((call, exchange) -> {
      exchange.getResponseHeaders().set("Retry-After", "60");
      return 429;
    });
    assertThat(sender.send(message(receiver.url())).retryAfter()).contains(Duration.ofMinutes(1));
  }
}
