package dev.ringwatch.app.serve;

import static dev.ringwatch.app.serve.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Operator;
import dev.ringwatch.postgres.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with a certificate of its own making. */
class TlsTest {

  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storepass",
                String.valueOf(STORE_PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return store;
  }

  private Path pem(String name, String type, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }

  private static HttpClient trusting(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Test
  void keepsCookiesToItselfAndTellsBrowsersToStay() throws Exception {
    KeyStore store = selfSigned();
    Path certificate = pem("cert.pem", "CERTIFICATE", store.getCertificate("server").getEncoded());
    Path key = pem("key.pem", "PRIVATE KEY", store.getKey("server", STORE_PASSWORD).getEncoded());
    try (RunningServer server =
        new RunningServer(
            folder.resolve("data"),
            "ringwatch.tls.certificate=" + certificate,
            "ringwatch.tls.key=" + key,
            "ringwatch.operators.second-factor=false",
            "ringwatch.operators.same-address=true")) {
      Operator operator = server.operator(Role.VIEWER);
      Visitor visitor =
          new Visitor("https://127.0.0.1:" + server.port(), server.clock(), trusting(store));
      HttpResponse<String> page = visitor.get("/login");
      assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
          .contains("max-age=31536000");
      HttpResponse<String> in =
          visitor.submit(
              "/login", "username", operator.login(), "password", RunningServer.PASSWORD);
      assertThat(location(in)).isEqualTo("/");
      List<String> cookies = page.headers().allValues("Set-Cookie");
      assertThat(cookies).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
      cookies = in.headers().allValues("Set-Cookie");
      assertThat(cookies)
          .anyMatch(cookie -> cookie.startsWith(Visitor.SESSION))
          .filteredOn(cookie -> cookie.startsWith(Visitor.SESSION))
          .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HttpOnly"));
      assertThat(visitor.get("/").statusCode()).as("no second factor is asked for").isEqualTo(200);
      assertThat(visitor.get("/second-factor").statusCode()).isEqualTo(403);
    }
  }
}
