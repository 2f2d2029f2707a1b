package dev.ringwatch.app.load;

import dev.ringwatch.app.ingest.EventsHeader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends events to a server, one request at a call. Safe for threads. */
final class EventsClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int LONGEST_WAIT_SECONDS = 60;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

  private static final int ACCEPTED = 202;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;
  private static final int BUSY = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();
  private final URI events;
  private final String key;

  /**
   * To a server, by a key of the scope {@code ingest}.
   *
   * @throws IllegalArgumentException if the address is no address of a server
   */
  EventsClient(URI server, String key) {
    this.events = address(server);
    this.key = key;
  }

  /** Where a server takes events. */
  static URI address(URI server) {
    String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
    if (server.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "a server is named like http://127.0.0.1:8080, not " + server);
    }
    return URI.create(server.toString().replaceAll("/+$", "") + "/v1/events");
  }

  /** Sends a body once. */
  Answer post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .timeout(ANSWER_PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (ConnectException e) {
      return new Answer.Again("nobody answers at " + events, SOON);
    } catch (IOException e) {
      return new Answer.Again("the connection to " + events + " broke: " + words(e), SOON);
    }
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == BUSY || status >= SERVER_ERROR) {
      return new Answer.Again(
          "the server says " + status + ": " + detail(response), after(response));
    }
    return switch (status) {
      case ACCEPTED -> taken(response);
      case TOO_LARGE -> new Answer.TooLarge();
      case UNAUTHORIZED -> new Answer.Never("the server does not know this key, or it has ended");
      case FORBIDDEN ->
          new Answer.Never("this key may not send events; one with the scope ingest may");
      case NOT_FOUND -> new Answer.Never("there is no Ringwatch at " + events);
      default -> new Answer.Never("the server says " + status + ": " + detail(response));
    };
  }

  private Answer taken(HttpResponse<String> response) {
    try {
      JsonNode receipt = JSON.readTree(response.body());
      List<Answer.Refused> refused = new ArrayList<>();
      for (JsonNode piece : receipt.required("rejected")) {
        refused.add(
            new Answer.Refused(
                piece.required("index").intValue(), piece.required("reason").stringValue()));
      }
      return new Answer.Taken(
          receipt.required("accepted").intValue(),
          receipt.required("duplicates").intValue(),
          List.copyOf(refused),
          response.headers().firstValue(EventsHeader.FROM).map(Instant::parse));
    } catch (JacksonException | DateTimeException e) {
      return new Answer.Never("what " + events + " answers is not what a Ringwatch answers");
    }
  }

  private static String detail(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body()).path("detail").asString("nothing more");
    } catch (JacksonException e) {
      return "nothing that could be read";
    }
  }

  private static Duration after(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(
            text -> Duration.ofSeconds(Math.clamp(Integer.parseInt(text), 1, LONGEST_WAIT_SECONDS)))
        .orElse(SOON);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
