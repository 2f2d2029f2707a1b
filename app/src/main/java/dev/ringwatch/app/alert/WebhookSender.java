package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import dev.ringwatch.postgres.alert.EndpointFormat;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message and says what came of it: to addresses that are allowed, without following
 * where the answer points, and within limits of time and size. Safe for threads.
 */
final class WebhookSender implements Sender {

  private static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();
  private static final int SUCCESS = 2;
  private static final int HUNDRED = 100;

  /** After so long a name is looked up again. */
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(30);

  private final SendLimits limits;
  private final InstantSource clock;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("alert-limits").daemon().factory());

  WebhookSender(
      PinnedAddresses addresses, SendLimits limits, int connections, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    Timeout answer = Timeout.of(limits.answer());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(limits.connect()))
            .setSocketTimeout(answer)
            .setTimeToLive(CONNECTION_LIFE)
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(HUNDRED))
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(addresses)
                    .setTlsSocketStrategy(this::handshake)
                    .setDefaultConnectionConfig(connection)
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(answer)
                    .setResponseTimeout(answer)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .evictExpiredConnections()
            .setUserAgent("Ringwatch")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /** What a request's own limit cannot end, for it may be at its second address by then. */
  private SSLSocket handshake(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    ScheduledFuture<?> limit =
        timer.schedule(
            () -> closeQuietly(socket), limits.answer().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return TLS.upgrade(socket, target, port, attachment, context);
    } finally {
      limit.cancel(false);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Whoever waits on it finds it broken as well.
    }
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Answer send(Message message) {
    Instant begun = clock.instant();
    long nanos = System.nanoTime();
    AtomicBoolean late = new AtomicBoolean();
    Received received;
    try {
      received = exchange(message, begun, late);
    } catch (IOException | RuntimeException e) {
      String why = late.get() ? "no whole answer within " + seconds() : SendFailure.words(e);
      received = new Received(null, why, "", Optional.empty(), Meaning.AGAIN);
    }
    int took = (int) Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    return new Answer(
        new Attempt(begun, took, received.status, received.error, received.body),
        received.retryAfter,
        received.meaning);
  }

  private String seconds() {
    return limits.answer().toMillis() / (double) TimeUnit.SECONDS.toMillis(1) + " s";
  }

  /** What came back. */
  private record Received(
      @Nullable Integer status,
      String error,
      String body,
      Optional<Duration> retryAfter,
      Meaning meaning) {}

  private Received exchange(Message message, Instant now, AtomicBoolean late) throws IOException {
    HttpPost post = post(message, now);
    ScheduledFuture<?> limit =
        timer.schedule(
            () -> {
              late.set(true);
              post.cancel();
            },
            limits.answer().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return read(http.executeOpen(null, post, null), message.format(), now);
    } finally {
      limit.cancel(false);
      // What was read to its end has given its connection back; closing the rest would read it.
      post.cancel();
    }
  }

  private static HttpPost post(Message message, Instant now) {
    HttpPost post = new HttpPost(URI.create(message.url()));
    String body = message.payload();
    switch (message.format()) {
      case JSON -> {
        post.setHeader("webhook-id", message.id());
        post.setHeader("webhook-timestamp", now.getEpochSecond());
        post.setHeader(
            "webhook-signature", Signing.signature(message.secrets(), message.id(), now, body));
      }
      case PAGERDUTY -> body = PagerDutyFormat.withRoutingKey(body, message.secrets().getFirst());
      case SLACK, TEAMS -> {}
      case EMAIL -> throw new IllegalArgumentException("e-mail goes by SMTP");
    }
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    return post;
  }

  private Received read(ClassicHttpResponse response, EndpointFormat format, Instant now)
      throws IOException {
    int status = response.getCode();
    String body = beginning(response.getEntity());
    Header retry = response.getFirstHeader("Retry-After");
    Meaning meaning = Meaning.of(format, status, body);
    return new Received(
        status,
        meaning == Meaning.ARRIVED ? "" : failure(status),
        body,
        Optional.ofNullable(retry).flatMap(header -> RetryAfter.read(header.getValue(), now)),
        meaning);
  }

  private static String failure(int status) {
    return "HTTP status " + status + (status / HUNDRED == SUCCESS ? ", but it did not arrive" : "");
  }

  private String beginning(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    byte[] bytes = entity.getContent().readNBytes(limits.bodyBytes());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }
}
