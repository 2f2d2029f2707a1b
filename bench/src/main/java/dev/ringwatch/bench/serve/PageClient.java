package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as far as pages take one: cookies and forms. It is signed in. Used by one thread. */
final class PageClient implements AutoCloseable {

  /** Without a second factor, which this has none of. */
  static final String SETTINGS = "ringwatch.operators.second-factor: false\n";

  private static final Pattern LINK = Pattern.compile("http\\S*(/login/link\\?token=\\S+)");
  private static final Pattern TOKEN = Pattern.compile("name=\"(_csrf|token)\" value=\"([^\"]*)\"");
  private static final String PASSWORD = "correct horse battery";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(PATIENCE).build();
  private final String server;

  private PageClient(int port) {
    server = "http://127.0.0.1:" + port;
  }

  /** An administrator who has come by a one-time link, chosen a password, and signed in. */
  static PageClient signedIn(Installation installation) throws IOException, InterruptedException {
    String said =
        installation.tool("operator", "add", "bench", "--role", "admin", "--name", "Bench");
    Matcher link = LINK.matcher(said);
    if (!link.find()) {
      throw new IllegalStateException("no one-time link, but: " + said);
    }
    PageClient client = new PageClient(installation.port());
    client.submit(link.group(1), "/login/link", "");
    client.submit(
        "/password", "/password", "&password=" + encoded(PASSWORD) + "&again=" + encoded(PASSWORD));
    client.submit("/login", "/login", "&username=bench&password=" + encoded(PASSWORD));
    client.get("/");
    return client;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void submit(String page, String action, String fields)
      throws IOException, InterruptedException {
    Matcher hidden = TOKEN.matcher(get(page));
    StringBuilder form = new StringBuilder();
    while (hidden.find()) {
      form.append('&').append(hidden.group(1)).append('=').append(encoded(hidden.group(2)));
    }
    HttpResponse<String> answer =
        send(
            request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.substring(1) + fields)));
    if (answer.statusCode() >= 400 || answer.statusCode() < 300) {
      throw new IOException(action + " answered " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .timeout(PATIENCE)
        .header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A whole page; where it leads elsewhere, nothing. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request(path));
    boolean elsewhere = answer.statusCode() == 303;
    if (answer.statusCode() != 200 && !elsewhere) {
      throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return elsewhere ? "" : answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
    try {
      boolean _ = http.awaitTermination(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
