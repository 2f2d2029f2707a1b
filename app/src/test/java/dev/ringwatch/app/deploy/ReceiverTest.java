package dev.ringwatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver for trying, in a process of its own, as docker-compose.yml runs it. */
class ReceiverTest {

  private static final byte[] SECRET = "a secret of alerts".getBytes(StandardCharsets.UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Process process;

  @SuppressWarnings("NullAway.Init") // set before each test
  private BufferedReader said;

  @SuppressWarnings("NullAway.Init") // set before each test
  private URI address;

  @BeforeEach
  void start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            Repository.root().resolve("deploy/receiver/Receiver.java").toString(),
            "0");
    builder.environment().put("SECRET", "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    process = builder.redirectErrorStream(true).start();
    said = process.inputReader();
    Matcher port = Pattern.compile("port (\\d+)$").matcher(said.readLine());
    assertThat(port.find()).isTrue();
    address = URI.create("http://127.0.0.1:" + port.group(1) + "/");
  }

  @AfterEach
  void stop() {
    process.destroy();
  }

  private int send(String id, Instant time, String signature, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(time.getEpochSecond()))
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String signature(String id, Instant time, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    String signed = id + "." + time.getEpochSecond() + "." + body;
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void takesWhatIsSignedAndLateOrStrangeIsRefused() throws Exception {
    Instant now = Instant.now();
    assertThat(send("m1", now, signature("m1", now, "{}"), "{}")).isEqualTo(204);
    assertThat(said.readLine()).isEqualTo("receiver: 204 m1 {}");
    assertThat(send("m1", now, "v1,AAAA " + signature("m1", now, "{}"), "{}")).isEqualTo(204);
    assertThat(said.readLine()).contains("m1 again");
    assertThat(send("m2", now, signature("m1", now, "{}"), "{}")).isEqualTo(401);
    assertThat(send("m1", now, signature("m1", now, "{}"), "{ }")).isEqualTo(401);
    Instant before = now.minusSeconds(301);
    assertThat(send("m3", before, signature("m3", before, "{}"), "{}")).isEqualTo(401);
  }
}
