package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A browser as far as a test needs one: cookies, forms, and an authenticator app beside it. */
final class Visitor {

  static final String SESSION = "ringwatch_session";

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
  private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final String server;
  private final Clock clock;
  private final HttpClient http;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String secret = "";

  Visitor(String server, Clock clock) {
    this(server, clock, HttpClient.newHttpClient());
  }

  Visitor(String server, Clock clock, HttpClient http) {
    this.server = server;
    this.clock = clock;
    this.http = http;
    headers.put("User-Agent", "test browser");
    headers.put("Accept", "text/html");
  }

  /** Somebody else who has this one's cookies. */
  Visitor thief(String userAgent) {
    Visitor thief = new Visitor(server, clock, http);
    thief.cookies.putAll(cookies);
    return thief.with("User-Agent", userAgent);
  }

  Visitor with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Asks as a program does: no page is wanted. */
  Visitor asProgram() {
    return with("Accept", "*/*");
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /** Opens a page, fills its first form in and sends it to where the page is. */
  HttpResponse<String> submit(String page, String... fields)
      throws IOException, InterruptedException {
    return submitTo(page, page.replaceFirst("\\?.*", ""), fields);
  }

  /** Opens a page, fills its form in and sends it to an address. */
  HttpResponse<String> submitTo(String page, String action, String... fields)
      throws IOException, InterruptedException {
    HttpResponse<String> shown = get(page);
    assertThat(shown.statusCode()).as("%s: %s", page, shown.headers().map()).isEqualTo(200);
    return post(action, hidden(shown.body()), fields);
  }

  /** The hidden fields of a page; of several forms those of the first. */
  static Map<String, String> hidden(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = HIDDEN.matcher(page);
    while (field.find()) {
      fields.putIfAbsent(field.group(1), field.group(2));
    }
    return fields;
  }

  HttpResponse<String> post(String path, Map<String, String> hidden, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    String body =
        all.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, body);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(server + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (method.equals("POST")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      request.header("Cookie", String.join("; ", pairs));
    }
    HttpResponse<String> answer = http.send(request.build(), Visitor::body);
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  /** All of it; of a stream that does not end nothing. */
  private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo head) {
    String type = head.headers().firstValue("Content-Type").orElse("");
    return type.startsWith("text/event-stream")
        ? HttpResponse.BodySubscribers.mapping(
            HttpResponse.BodySubscribers.ofInputStream(), _ -> "")
        : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private void keep(String header) {
    String[] pair = header.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty() || header.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  /** Where an answer leads. */
  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /** Reads the secret from the page and shows its first code. */
  HttpResponse<String> takeUpSecondFactor() throws IOException, InterruptedException {
    Matcher shown = SECRET.matcher(get("/second-factor").body());
    assertThat(shown.find()).as("a secret on the page").isTrue();
    secret = shown.group(1);
    return submit("/second-factor", "code", code());
  }

  String secret() {
    return secret;
  }

  /** Types a secret into the authenticator app. */
  Visitor withSecret(String shown) {
    secret = shown;
    return this;
  }

  /** Uses another visitor's authenticator app. */
  Visitor withAppOf(Visitor other) {
    secret = other.secret;
    return this;
  }

  /** The code of this moment (RFC 6238), as an app makes it. */
  String code() {
    long step = Math.floorDiv(clock.instant().getEpochSecond(), 30L);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decoded(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String base32) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < base32.length(); i++) {
      String five = Integer.toBinaryString(32 + ALPHABET.indexOf(base32.charAt(i)));
      bits.append(five, 1, 6);
    }
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return bytes;
  }
}
