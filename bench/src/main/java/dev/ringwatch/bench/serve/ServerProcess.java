package dev.ringwatch.bench.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code ringwatch serve}, from start to end. Closing kills it if it still runs; the
 * database that it started may outlive it then. Safe for threads.
 */
final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("ringwatch: listening on http://127\\.0\\.0\\.1:(\\d+)");
  private static final int KEPT_LINES = 60;
  private static final int DEAD_PORT = 1;

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private ServerProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().name("server-words").daemon().unstarted(this::read);
    reader.start();
  }

  /** Starts one; it may not listen yet, or end with a word why it cannot. */
  static ServerProcess start(List<String> command) throws IOException {
    return start(command, Map.of());
  }

  /** The same with more variables in its environment. */
  static ServerProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  private void read() {
    try (BufferedReader words =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        note(line);
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(Integer.valueOf(listening.group(1)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      note("its words ended with " + e);
    } finally {
      port.completeExceptionally(new IllegalStateException("the server ended"));
    }
  }

  private synchronized void note(String line) {
    lines.add(line);
    if (lines.size() > KEPT_LINES) {
      lines.remove();
    }
  }

  /** What it said last. */
  synchronized List<String> lastLines() {
    return new ArrayList<>(lines);
  }

  /** Waits until it listens, and returns where; fails with what it said. */
  int awaitPort(Duration patience) throws InterruptedException {
    try {
      return port.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the server did not listen within "
              + patience.toSeconds()
              + " s:\n"
              + String.join("\n", lastLines()),
          e);
    }
  }

  /** Where it listens, or a port on which nobody does. */
  int port() {
    return port.isCompletedExceptionally() ? DEAD_PORT : port.getNow(DEAD_PORT);
  }

  long id() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to stop and waits; what it did not do within the patience it does not do any more. */
  void stop(Duration patience) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException(
          "the server did not stop within "
              + patience.toSeconds()
              + " s:\n"
              + String.join("\n", lastLines()));
    }
  }

  /** Waits until it ends by itself, and returns its exit code and last words. */
  Ended awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it still runs after " + patience.toSeconds() + " s");
    }
    reader.join(patience.toMillis());
    return new Ended(process.exitValue(), lastLines());
  }

  /**
   * How a process ended.
   *
   * @param exitCode its exit code
   * @param lines what it said last
   */
  record Ended(int exitCode, List<String> lines) {

    Ended {
      lines = List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
