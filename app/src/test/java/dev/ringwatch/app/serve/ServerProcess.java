package dev.ringwatch.app.serve;

import dev.ringwatch.kit.log.WaitFor;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which a test kills or puts to sleep. */
final class ServerProcess implements AutoCloseable {

  /** A start in a process of its own takes a minute where many are at work beside it. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;
  private final Path said;

  private ServerProcess(Process process, String url, Path said) {
    this.process = process;
    this.url = url;
    this.said = said;
  }

  /** Starts one with settings by the names of their variables. */
  static ServerProcess start(Path folder, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path said = Files.createDirectories(folder).resolve("said");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.ringwatch.app.Main", "serve", "--port", Integer.toString(port)));
    command.addAll(List.of("--data", folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(settings);
    return new ServerProcess(builder.start(), "http://127.0.0.1:" + port, said);
  }

  /** Waits until it says of itself what is awaited: {@code live}, {@code standing by}. */
  void await(String status) {
    WaitFor.condition(
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the server ended: " + Files.readString(said));
          }
          return get("/health", "").contains("\"status\":\"" + status + "\"");
        });
  }

  /** What it answers; empty if it does not. */
  String get(String path, String key) {
    try {
      return http.send(request(path, key).GET().build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** With which status a request is answered; 0 if it is not. */
  int post(String path, String key, String body) throws InterruptedException {
    try {
      return http.send(
              request(path, key).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + key);
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits until it has ended by itself, and says with which status. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server goes on");
    }
    return process.exitValue();
  }

  /** What it has printed. */
  String said() throws IOException {
    return Files.readString(said);
  }

  @Override
  public void close() {
    kill();
  }
}
