package dev.ringwatch.app.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The system's Chromium without a window, spoken to over its DevTools protocol. Every wait is
 * bounded by a minute. Used by one thread.
 */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
  private final List<String> messages = new ArrayList<>();
  private int asked;

  /** Starts one that keeps its files in a folder. */
  public Chromium(Path directory) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(directory, "profile");
    List<String> command = new ArrayList<>(List.of(executable()));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(page(port(profile)), new Listener(incoming))
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      ask(domain + ".enable", "{}");
    }
    ask("Page.setLifecycleEventsEnabled", "{\"enabled\":true}");
  }

  /** Gathers whole messages. */
  private record Listener(BlockingQueue<JsonNode> incoming, StringBuilder part)
      implements WebSocket.Listener {

    Listener(BlockingQueue<JsonNode> incoming) {
      this(incoming, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        incoming.add(JSON.readTree(part.toString()));
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Where it is on this machine. */
  public static String executable() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("there is no Chromium on the PATH: apt-get install chromium"));
  }

  /** The port that it chose and wrote down, waited for. */
  private String port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readString(file).lines().count() >= 2) {
        return Files.readString(file).lines().findFirst().orElseThrow();
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("Chromium did not start");
  }

  private URI page(String port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String targets =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(targets)) {
      if (target.path("type").asString("").equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asString(""));
      }
    }
    throw new AssertionError("Chromium has no page: " + targets);
  }

  /** Opens a file in a window of a width, in dark colours or light ones, and waits for it. */
  void open(Path page, int width, boolean dark) throws InterruptedException {
    open(page.toUri(), width, dark);
  }

  /** Opens a page in a window of a width, in dark colours or light ones, and waits for it. */
  public void open(URI page, int width, boolean dark) throws InterruptedException {
    ask(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":" + width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
    ask(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
            + (dark ? "dark" : "light")
            + "\"}]}");
    messages.clear();
    JsonNode answer = ask("Page.navigate", "{\"url\":\"" + page + "\"}");
    awaitLoad(answer.at("/result/loaderId").asString(""));
  }

  /** Does what leads to another page, such as sending a form, and waits for that page. */
  public void follow(String expression) throws InterruptedException {
    String asked = JSON.writeValueAsString(expression);
    messages.clear();
    send("Runtime.evaluate", "{\"expression\":" + asked + "}");
    JsonNode navigated =
        await(message -> message.path("method").asString("").equals("Page.frameNavigated"));
    awaitLoad(navigated.at("/params/frame/loaderId").asString(""));
  }

  /** Waits for the page of a loader, and not for one before it that is late. */
  private void awaitLoad(String loader) throws InterruptedException {
    await(message ->
        message.path("method").asString("").equals("Page.lifecycleEvent")
            && message.at("/params/name").asString("").equals("load")
            && message.at("/params/loaderId").asString("").equals(loader));
  }

  /** What an expression says in the page, as text. */
  public String evaluate(String expression) throws InterruptedException {
    String asked = JSON.writeValueAsString(expression);
    JsonNode answer =
        ask("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":" + asked + "}");
    JsonNode result = answer.path("result").path("result");
    return result.path("value").asString(result.toString());
  }

  /** Presses a key. */
  public void press(String key) throws InterruptedException {
    String which = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":9";
    ask("Input.dispatchKeyEvent", "{\"type\":\"keyDown\"," + which + "}");
    ask("Input.dispatchKeyEvent", "{\"type\":\"keyUp\"," + which + "}");
  }

  /** What the page said on its console, or the browser about it, since it was opened. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  private JsonNode ask(String method, String parameters) throws InterruptedException {
    int id = send(method, parameters);
    return await(message -> message.path("id").asInt(-1) == id);
  }

  private int send(String method, String parameters) {
    int id = ++asked;
    String text = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    socket.sendText(text, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return id;
  }

  private JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode message = incoming.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new AssertionError("Chromium did not answer within " + PATIENCE);
      }
      switch (message.path("method").asString("")) {
        case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
            messages.add(message.path("params").toString());
        default -> {
          if (wanted.test(message)) {
            return message;
          }
        }
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
