package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says over HTTP where alerts go, and has them sent again. Used by one thread. */
final class EndpointsClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HUNDRED = 100;
  private static final int SUCCESS = 2;

  private final Installation installation;
  private final HttpClient http = HttpClient.newHttpClient();

  EndpointsClient(Installation installation) {
    this.installation = installation;
  }

  /** Makes one at a path of a receiver, which is told its secret; its number. */
  long add(String name, AlertReceiver receiver, String path)
      throws IOException, InterruptedException {
    return add(name, receiver, path, receiver.port());
  }

  /** The same where the receiver is reached over another port of this machine. */
  long add(String name, AlertReceiver receiver, String path, int port)
      throws IOException, InterruptedException {
    JsonNode made = add(name, "http://127.0.0.1:" + port + path);
    receiver.expect(path, made.path("secret").asString());
    return made.path("id").asLong();
  }

  /** Makes one anywhere. */
  JsonNode add(String name, String url) throws IOException, InterruptedException {
    return ask("POST", "/v1/endpoints", "{\"name\":\"" + name + "\",\"url\":\"" + url + "\"}");
  }

  void delete(long id) throws IOException, InterruptedException {
    ask("DELETE", "/v1/endpoints/" + id, "");
  }

  void redeliver(String id) throws IOException, InterruptedException {
    ask("POST", "/v1/deliveries/" + id + "/redeliver", "");
  }

  /** Ends the pause of an endpoint that failed. */
  void enable(long id) throws IOException, InterruptedException {
    ask("POST", "/v1/endpoints/" + id + "/enable", "");
  }

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + installation.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + installation.secret())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / HUNDRED != SUCCESS) {
      throw new IllegalStateException(method + " " + path + " was answered: " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
